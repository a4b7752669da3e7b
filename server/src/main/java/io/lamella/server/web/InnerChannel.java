package io.lamella.server.web;

import io.grpc.Channel;
import io.grpc.HandlerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;

/// Services behind a gRPC channel that leads nowhere else: whoever calls runs them on their own
/// thread, as far as the services themselves do not hand them over. Safe for use by many threads.
final class InnerChannel implements AutoCloseable {

  private final Server server;
  private final ManagedChannel channel;

  private InnerChannel(Server server, ManagedChannel channel) {
    this.server = server;
    this.channel = channel;
  }

  /// Starts the services of these handlers.
  static InnerChannel open(HandlerRegistry handlers) throws IOException {
    String name = InProcessServerBuilder.generateName();
    Server server =
        InProcessServerBuilder.forName(name)
            .directExecutor()
            .fallbackHandlerRegistry(handlers)
            .build();
    ManagedChannel channel = InProcessChannelBuilder.forName(name).directExecutor().build();
    return new InnerChannel(server.start(), channel);
  }

  Channel channel() {
    return channel;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }
}
