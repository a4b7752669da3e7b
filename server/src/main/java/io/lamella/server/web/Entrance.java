package io.lamella.server.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.lamella.server.call.Failure;
import io.lamella.server.web.Refusal.Audience;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/// Leads each request through the gate to the calls, the probes or the files, and sends what they
/// reply. Safe for use by many threads.
record Entrance(Gate gate, KeyGate keys, JsonCalls calls, Probes probes, ConsoleFiles files)
    implements HttpHandler {

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Reply reply = answerOrError(exchange);
    RequestBody.discard(exchange);
    send(exchange, reply);
  }

  private Reply answerOrError(HttpExchange exchange) throws IOException {
    try {
      return answer(exchange, path(exchange));
    } catch (RuntimeException e) {
      return ConnectErrors.reply(Failure.of(e));
    }
  }

  private Reply answer(HttpExchange exchange, String path) throws IOException {
    boolean call = JsonCalls.isCall(path);
    boolean keyed = call || Probes.needsKey(path);
    Optional<Refusal> refusal =
        gate.refusal(exchange).or(() -> keyed ? keys.refusal(exchange) : Optional.empty());
    if (refusal.isPresent()) {
      return refusal.get().reply(call ? Audience.PROGRAMS : Audience.PEOPLE);
    }
    if (call) {
      return calls.answer(exchange, path);
    }
    return probes.answer(exchange, path).orElseGet(() -> files.answer(exchange, path));
  }

  /// As it came: what is percent-encoded stays so.
  private static String path(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestURI().getRawPath()).orElse("");
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    SecurityHeaders.ALL.forEach(headers::set);
    reply.headers().forEach(headers::set);
    int size = reply.body().size();
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head && size > 0) {
      // A length for sendResponseHeaders would announce a body.
      headers.set("Content-Length", Integer.toString(size));
    }
    if (head || size == 0) {
      exchange.sendResponseHeaders(reply.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(reply.status(), size);
    try (OutputStream body = exchange.getResponseBody()) {
      reply.body().writeTo(body);
    }
  }
}
