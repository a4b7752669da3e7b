package io.lamella.server.web;

import com.sun.net.httpserver.HttpExchange;
import io.grpc.Status;
import io.lamella.server.call.AccessKey;
import java.util.List;
import java.util.Optional;

/// Lets in whoever shows the key, or everybody where there is none.
///
/// @param refused told of each request that stays outside
record KeyGate(Optional<AccessKey> key, Runnable refused) {

  /// Why the request stays outside, if it does: the same whether it shows no key or another one.
  Optional<Refusal> refusal(HttpExchange exchange) {
    List<String> shown = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
    if (key.isEmpty() || key.get().opens(shown)) {
      return Optional.empty();
    }
    refused.run();
    return Optional.of(Refusal.of(401, Status.Code.UNAUTHENTICATED, AccessKey.REFUSAL));
  }
}
