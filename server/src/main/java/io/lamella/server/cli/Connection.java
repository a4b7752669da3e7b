package io.lamella.server.cli;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import picocli.CommandLine.Option;

/// Which server and workspace a command asks.
final class Connection {
  private static final int MAX_MESSAGE_BYTES = 64 << 20;

  @Option(
      names = "--target",
      paramLabel = "HOST:PORT",
      description = "The server to ask (default: ${DEFAULT-VALUE}).",
      defaultValue = "localhost:7070")
  private String target = "";

  @Option(
      names = "--workspace",
      paramLabel = "NAME",
      description = "The workspace to ask (default: ${DEFAULT-VALUE}).",
      defaultValue = "default")
  private String workspace = "";

  String workspace() {
    return workspace;
  }

  /// Opens a channel for as long as something is done with it.
  <T> T with(Function<ManagedChannel, T> use) {
    ManagedChannel channel =
        NettyChannelBuilder.forTarget(target)
            .usePlaintext()
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .build();
    try {
      return use.apply(channel);
    } finally {
      channel.shutdownNow();
      try {
        channel.awaitTermination(5, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
