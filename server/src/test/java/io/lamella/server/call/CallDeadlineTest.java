package io.lamella.server.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Context;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.EngineException.Code;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallDeadlineTest {

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  @Test
  void aCallWithoutADeadlineHasOnlyItsCancellation() throws Exception {
    Context.CancellableContext call = Context.ROOT.withCancellation();
    Deadline deadline = call.call(CallDeadline::current);
    assertThatCode(deadline::check).doesNotThrowAnyException();

    call.cancel(null);

    assertThat(code(deadline)).isEqualTo(Code.CANCELLED);
  }

  @Test
  void aCallCancelledBeforeItsDeadlineIsCancelled() throws Exception {
    Context.CancellableContext call = Context.ROOT.withDeadlineAfter(1, TimeUnit.HOURS, timer);
    Deadline deadline = call.call(CallDeadline::current);
    assertThatCode(deadline::check).doesNotThrowAnyException();

    call.cancel(null);

    assertThat(code(deadline)).isEqualTo(Code.CANCELLED);
  }

  @Test
  void aDeadlineThatPassesIsToldAsThatAlthoughItCancelsTheContext() throws Exception {
    Context.CancellableContext call =
        Context.ROOT.withDeadlineAfter(10, TimeUnit.MILLISECONDS, timer);
    Deadline deadline = call.call(CallDeadline::current);
    CountDownLatch cancelled = new CountDownLatch(1);
    call.addListener(context -> cancelled.countDown(), Runnable::run);

    assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();

    assertThat(code(deadline)).isEqualTo(Code.DEADLINE_PASSED);
    call.close();
  }

  private static Code code(Deadline deadline) {
    return catchThrowableOfType(EngineException.class, deadline::check).code();
  }
}
