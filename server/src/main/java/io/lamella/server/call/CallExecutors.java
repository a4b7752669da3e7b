package io.lamella.server.call;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallExecutorSupplier;
import io.lamella.v1.IngestServiceGrpc;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/// Where a call's messages are read and its methods run: on the transport's thread, except for data
/// that comes in, whose messages alone would keep that thread busy. Safe for use by many threads.
///
/// The queues have no bound of their own: a call is in one at most once, however many messages it
/// has sent, and asks for the next message when it has dealt with one.
public final class CallExecutors implements ServerCallExecutorSupplier, AutoCloseable {

  private final ExecutorService imports;
  private final ScheduledExecutorService writes;

  /// With this many threads for imports, and for writes.
  public CallExecutors(int threads) {
    imports = Executors.newFixedThreadPool(threads, factory("lamella-import-"));
    writes = Executors.newScheduledThreadPool(threads, factory("lamella-write-"));
  }

  /// The threads of writes, which do not wait for an import's commit.
  public ScheduledExecutorService writes() {
    return writes;
  }

  /// None for the transport's own thread.
  @Override
  public <Q, A> @Nullable Executor getExecutor(ServerCall<Q, A> call, Metadata metadata) {
    MethodDescriptor<Q, A> method = call.getMethodDescriptor();
    if (!CustomerData.isBroughtBy(method)) {
      return null;
    }
    return method
            .getFullMethodName()
            .equals(IngestServiceGrpc.getImportMethod().getFullMethodName())
        ? imports
        : writes;
  }

  private static ThreadFactory factory(String name) {
    return Thread.ofPlatform().daemon().name(name, 0).factory();
  }

  @Override
  public void close() {
    imports.shutdown();
    writes.shutdown();
  }
}
