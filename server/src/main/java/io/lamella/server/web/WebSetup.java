package io.lamella.server.web;

import io.grpc.HandlerRegistry;
import io.grpc.ServiceDescriptor;
import io.lamella.server.call.AccessKey;
import io.lamella.server.call.Readiness;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/// How a door is set up.
///
/// @param at where it listens; port 0 for any free port
/// @param tls who the server is; without it, plain HTTP
/// @param key what calls and figures are asked with, if they are
/// @param services what can be called
/// @param handlers who answers the calls, with all interceptors
/// @param maxBodyBytes the largest request
/// @param readiness whether the server can be asked
/// @param metrics the server's figures in Prometheus' text
/// @param keyless told of each request that does not show the key
public record WebSetup(
    InetSocketAddress at,
    Optional<SSLContext> tls,
    Optional<AccessKey> key,
    List<ServiceDescriptor> services,
    HandlerRegistry handlers,
    int maxBodyBytes,
    Supplier<Readiness> readiness,
    Supplier<String> metrics,
    Runnable keyless) {}
