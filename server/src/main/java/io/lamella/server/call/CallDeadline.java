package io.lamella.server.call;

import io.grpc.Context;
import io.lamella.engine.api.Deadline;
import java.util.concurrent.TimeUnit;

/// The deadline of the call that the current gRPC context belongs to, in the engine's form.
public final class CallDeadline {

  private CallDeadline() {}

  /// The current call's deadline and cancellation.
  public static Deadline current() {
    Context context = Context.current();
    io.grpc.Deadline deadline = context.getDeadline();
    if (deadline == null) {
      return new Deadline(Deadline.none().nanoTime(), context::isCancelled);
    }
    // A context is also cancelled by its own deadline, and that is to be told as what it is.
    return Deadline.after(
        deadline.timeRemaining(TimeUnit.NANOSECONDS),
        () -> context.isCancelled() && !deadline.isExpired());
  }
}
