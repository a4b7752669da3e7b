package io.lamella.server.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkPoolTest {

  @Test
  void aFullPoolRefusesNewQuestionsButNoTurnsOfOpenStreams() throws InterruptedException {
    AtomicInteger ran = new AtomicInteger();
    try (WorkPool pool = new WorkPool(1, 2)) {
      CountDownLatch running = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      pool.execute(() -> {
        running.countDown();
        await(go);
      });
      assertThat(running.await(10, TimeUnit.SECONDS)).isTrue();
      pool.execute(ran::incrementAndGet);
      pool.execute(ran::incrementAndGet);

      StatusRuntimeException refused =
          catchThrowableOfType(
              StatusRuntimeException.class, () -> pool.execute(ran::incrementAndGet));
      pool.turn(Context.ROOT, ran::incrementAndGet);
      go.countDown();

      assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
      assertThat(refused.getStatus().getDescription()).contains("waiting=2");
    }
    assertThat(ran).hasValue(3);
  }

  @Test
  void aClosedPoolSaysThatTheServerStops() {
    WorkPool pool = new WorkPool(1, 1);
    pool.close();

    StatusRuntimeException refused =
        catchThrowableOfType(StatusRuntimeException.class, () -> pool.execute(() -> {}));

    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
