package io.lamella.server.cli;

import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptors;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.lamella.server.call.AccessKey;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Which server and workspace a command asks, and how: in the open or under TLS, with the key that
/// the environment has.
final class Connection {
  private static final int MAX_MESSAGE_BYTES = 64 << 20;

  private static final Pattern THIS_MACHINE =
      Pattern.compile("(localhost|127(\\.[0-9]{1,3}){3}|\\[::1\\])(:[0-9]+)?");

  @Option(
      names = {"--address", "--target"},
      paramLabel = "HOST:PORT",
      description = "The server to ask (default: ${DEFAULT-VALUE}).",
      defaultValue = "localhost:7070")
  private String address = "";

  @Option(
      names = "--workspace",
      paramLabel = "NAME",
      description = "The workspace to ask (default: ${DEFAULT-VALUE}).",
      defaultValue = "default")
  private String workspace = "";

  @Option(names = "--tls", description = "Asks under TLS.")
  private boolean tls;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Asks under TLS, and trusts the certificates in a PEM file alone.")
  private @Nullable Path authority;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  String workspace() {
    return workspace;
  }

  /// Opens a channel for as long as something is done with it.
  <T> T with(Function<Channel, T> use) {
    Optional<AccessKey> key = key();
    ManagedChannel channel =
        NettyChannelBuilder.forTarget(address, credentials())
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .build();
    try {
      return use.apply(key.map(shown -> showing(shown, channel)).orElse(channel));
    } finally {
      channel.shutdownNow();
      try {
        channel.awaitTermination(5, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private ChannelCredentials credentials() {
    if (authority != null) {
      return TlsChannelCredentials.newBuilder()
          .trustManager(Authorities.of(authority).getTrustManagers())
          .build();
    }
    return tls ? TlsChannelCredentials.create() : InsecureChannelCredentials.create();
  }

  private Optional<AccessKey> key() {
    Optional<String> text =
        LamellaCommand.variable(command, AccessKey.VARIABLE).filter(given -> !given.isEmpty());
    if (text.isPresent() && !tls && authority == null && !THIS_MACHINE.matcher(address).matches()) {
      throw new ParameterException(
          command.commandLine(),
          AccessKey.VARIABLE + " is shown to another machine under TLS alone: --ca FILE or --tls");
    }
    try {
      return text.map(AccessKey::ofClient);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private static Channel showing(AccessKey key, Channel channel) {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of(AccessKey.HEADER, Metadata.ASCII_STRING_MARSHALLER), key.header());
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }
}
