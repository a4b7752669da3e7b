package io.lamella.server.web;

import com.sun.net.httpserver.HttpExchange;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// A request's body.
final class RequestBody {

  /// A client hears a refusal only when it has sent its body; one that is longer than this hears
  /// that the connection is gone.
  private static final int MAX_DISCARDED_BYTES = 32 << 20;

  private static final int BUFFER_BYTES = 16 << 10;

  private RequestBody() {}

  /// The whole body as a text.
  ///
  /// @throws io.grpc.StatusRuntimeException if it is longer than allowed, or not UTF-8
  static String read(HttpExchange exchange, int maxBytes) throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw Status.RESOURCE_EXHAUSTED
          .withDescription("the request is too large: maxBytes=" + maxBytes)
          .asRuntimeException();
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Status.INVALID_ARGUMENT
          .withDescription("the request is not UTF-8")
          .withCause(e)
          .asRuntimeException();
    }
  }

  /// Reads what is left, so that the connection can be used again.
  static void discard(HttpExchange exchange) throws IOException {
    InputStream body = exchange.getRequestBody();
    byte[] buffer = new byte[BUFFER_BYTES];
    int left = MAX_DISCARDED_BYTES;
    for (int read = body.read(buffer); read >= 0 && left > 0; read = body.read(buffer)) {
      left -= read;
    }
  }
}
