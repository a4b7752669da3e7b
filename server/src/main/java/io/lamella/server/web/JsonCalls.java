package io.lamella.server.web;

import com.sun.net.httpserver.HttpExchange;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.lamella.server.call.RequestId;
import io.lamella.server.web.Refusal.Audience;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Calls in the unary JSON form of the Connect protocol: any unary method of the services, at its
/// own path, through a channel. Safe for use by many threads.
///
/// Source: the Connect protocol's reference, *Unary-Request* and *Unary-Response*.
final class JsonCalls {

  private static final String ID_HEADER = RequestId.HEADER.originalName();

  private final Channel channel;
  private final int maxBodyBytes;
  private final LatestCalls latest = new LatestCalls();
  private final Map<String, JsonMethod> methods = new HashMap<>();
  private final Set<String> streaming = new HashSet<>();

  /// Asks these services through the channel.
  JsonCalls(List<ServiceDescriptor> services, Channel channel, int maxBodyBytes) {
    this.channel = channel;
    this.maxBodyBytes = maxBodyBytes;
    for (ServiceDescriptor service : services) {
      for (MethodDescriptor<?, ?> method : service.getMethods()) {
        String path = "/" + method.getFullMethodName();
        JsonMethod.of(method)
            .ifPresentOrElse(unary -> methods.put(path, unary), () -> streaming.add(path));
      }
    }
  }

  /// Whether a path is a method's, or would be if there were one.
  static boolean isCall(String path) {
    return path.startsWith("/lamella.");
  }

  /// Answers a call. On this thread, which waits for what runs on others.
  Reply answer(HttpExchange exchange, String path) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      return Refusal.method(exchange.getRequestMethod(), "POST").reply(Audience.PROGRAMS);
    }
    JsonMethod method = methods.get(path);
    if (method == null) {
      return noMethod(path).reply(Audience.PROGRAMS);
    }
    Optional<Refusal> refusal = RequestHeaders.refusal(exchange);
    if (refusal.isPresent()) {
      return refusal.get().reply(Audience.PROGRAMS);
    }
    try {
      RequestHeaders headers = RequestHeaders.of(exchange);
      String json = RequestBody.read(exchange, maxBodyBytes);
      return ask(method, headers, json).with(ID_HEADER, headers.requestId());
    } catch (StatusRuntimeException e) {
      return ConnectErrors.reply(e);
    }
  }

  private Refusal noMethod(String path) {
    String name = path.substring(1);
    return streaming.contains(path)
        ? Refusal.of(
            501,
            Status.Code.UNIMPLEMENTED,
            "this method streams, which JSON over HTTP does not; ask it over gRPC: method=" + name)
        : Refusal.of(404, Status.Code.UNIMPLEMENTED, "there is no such method: method=" + name);
  }

  private Reply ask(JsonMethod method, RequestHeaders headers, String json) {
    Metadata metadata = new Metadata();
    metadata.put(RequestId.HEADER, headers.requestId());
    Channel named =
        ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(metadata));
    CallOptions options = CallOptions.DEFAULT.withDeadline(headers.deadline());
    Supplier<String> call = () -> method.ask(named, options, json);
    try {
      String answer = headers.latest().map(place -> latest.run(place, call)).orElseGet(call);
      return Reply.of(200, "application/json", answer);
    } catch (StatusRuntimeException e) {
      return ConnectErrors.reply(e);
    }
  }
}
