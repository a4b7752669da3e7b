package io.lamella.engine.bitmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.lamella.engine.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class KernelWarmUpTest {

  @Test
  void othersUseThePlainFormsUntilItEnds() throws InterruptedException {
    assumeThat(Kernels.hasVectors()).as("there are vector forms").isTrue();
    var begun = new CountDownLatch(1);
    var looked = new CountDownLatch(1);
    List<Boolean> warmers = new ArrayList<>();
    Thread warmer =
        Thread.ofPlatform()
            .start(() ->
                Kernels.warm(() -> {
                  warmers.add(Kernels.vector());
                  begun.countDown();
                  try {
                    looked.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
    begun.await();
    boolean meanwhile = Kernels.vector();
    looked.countDown();
    warmer.join();

    assertThat(warmers).containsExactly(true);
    assertThat(meanwhile).isFalse();
    assertThat(Kernels.vector()).isTrue();
  }

  @Test
  void answersAreRightWhileItRunsAndAfterwards() {
    var warmer = CompletableFuture.runAsync(() -> Kernels.warm(KernelWarmUp::run));
    int rounds = 0;
    do {
      for (Shape shape : Shape.values()) {
        new StripTest().aStripCombinesAsItsWordsDo(shape);
        new AndCountTest().containersShareWhatTheirWordsShare(shape);
      }
      rounds++;
    } while (!warmer.isDone());
    warmer.join();
    for (Shape shape : Shape.values()) {
      new AndCountTest().lowsAreKeptThatTheContainerHas(shape);
    }
    assertThat(rounds).isPositive();
  }
}
