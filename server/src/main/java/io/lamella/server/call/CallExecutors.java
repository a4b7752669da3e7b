package io.lamella.server.call;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import io.lamella.v1.IngestServiceGrpc;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Where a call's messages are read and its methods run: on the transport's thread, except for
/// imports, whose messages alone would keep that thread busy. Safe for use by many threads.
///
/// The queue of the imports' threads has no bound of its own: a call is in it at most once, however
/// many messages it has sent, and asks for the next message when it has dealt with one.
public final class CallExecutors implements ServerCallExecutorSupplier, AutoCloseable {

  private final ExecutorService imports;

  /// With this many threads for imports.
  public CallExecutors(int threads) {
    imports =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("lamella-import-", 0).factory());
  }

  /// None for the transport's own thread.
  @Override
  public <Q, A> @Nullable Executor getExecutor(ServerCall<Q, A> call, Metadata metadata) {
    return call.getMethodDescriptor()
            .getFullMethodName()
            .equals(IngestServiceGrpc.getImportMethod().getFullMethodName())
        ? imports
        : null;
  }

  @Override
  public void close() {
    imports.shutdown();
  }
}
