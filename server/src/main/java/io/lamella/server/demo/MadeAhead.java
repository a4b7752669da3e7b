package io.lamella.server.demo;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/// The customers of a shop, made by another thread a little ahead of whoever loads them. Closing it
/// ends that thread.
final class MadeAhead implements AutoCloseable {
  private static final int BATCH = 500;
  private static final int BATCHES_AHEAD = 16;

  private final BlockingQueue<List<ShopCustomer>> ready = new ArrayBlockingQueue<>(BATCHES_AHEAD);
  private final Thread maker;
  private Iterator<ShopCustomer> batch = List.<ShopCustomer>of().iterator();
  private boolean ended;

  MadeAhead(Shop shop) {
    maker = Thread.ofPlatform().daemon().name("lamella-shop").start(() -> make(shop));
  }

  /// The next customer; null after the last one.
  @Nullable ShopCustomer next() {
    while (!ended && !batch.hasNext()) {
      try {
        List<ShopCustomer> next = ready.take();
        ended = next.isEmpty();
        batch = next.iterator();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while the shop was made", e);
      }
    }
    return ended ? null : batch.next();
  }

  private void make(Shop shop) {
    try {
      List<ShopCustomer> made = new ArrayList<>(BATCH);
      for (Iterator<ShopCustomer> all = shop.customers().iterator(); all.hasNext(); ) {
        made.add(all.next());
        if (made.size() == BATCH) {
          ready.put(made);
          made = new ArrayList<>(BATCH);
        }
      }
      if (!made.isEmpty()) {
        ready.put(made);
      }
      ready.put(List.of());
    } catch (InterruptedException e) {
      // Nobody wants the rest.
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    maker.interrupt();
  }
}
