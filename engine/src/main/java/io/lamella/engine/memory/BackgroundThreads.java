package io.lamella.engine.memory;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.ThreadFactory;

/// Threads for work that nobody waits for: where there are not processors enough for all, the
/// system gives them a third of what it gives a thread that answers or writes. Linux only,
/// elsewhere they are threads as any other (macOS knows such a wish for whole processes alone). The
/// JVM's own priorities do nothing there unless the process runs with privileges.
public final class BackgroundThreads {
  /// 335 shares of a processor against the 1,024 of nice 0: enough never to fall behind for good.
  private static final int NICE = 5;

  private static final int PRIO_PROCESS = 0;
  private static final MethodHandle SETPRIORITY =
      NativeFunctions.function(
          "setpriority",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT));

  private BackgroundThreads() {}

  /// Makes daemon threads of this name.
  public static ThreadFactory named(String name) {
    ThreadFactory factory = Thread.ofPlatform().name(name).daemon().factory();
    return work ->
        factory.newThread(() -> {
          yieldToOthers();
          work.run();
        });
  }

  /// Process 0 is the calling thread. A refusal costs nothing but the wish.
  private static void yieldToOthers() {
    if (NativeFunctions.MAC) {
      return;
    }
    try {
      int _ = (int) SETPRIORITY.invokeExact(PRIO_PROCESS, 0, NICE);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
