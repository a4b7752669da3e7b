package io.lamella.server.call;

import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import java.util.logging.Logger;

/// Keeps the transport from writing a warning and its stack for what its clients do: go away while
/// something is being sent to them, send a message that is too large. They are told, or gone.
public final class TransportLog {

  // The logging system holds loggers weakly, and their filters with them.
  private static final Logger HANDLER =
      Logger.getLogger("io.grpc.netty.shaded.io.grpc.netty.NettyServerHandler");
  private static final Logger STREAM =
      Logger.getLogger("io.grpc.netty.shaded.io.grpc.netty.NettyServerStream");

  private TransportLog() {}

  /// From now on, in this process.
  public static void quiet() {
    HANDLER.setFilter(line -> !(line.getThrown() instanceof Http2Exception.StreamException));
    STREAM.setFilter(line -> !(line.getThrown() instanceof StatusRuntimeException));
  }
}
