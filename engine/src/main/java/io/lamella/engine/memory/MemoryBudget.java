package io.lamella.engine.memory;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/// How much memory outside the Java heap may be used, and how much is, by purpose. Safe for use by
/// many threads.
public final class MemoryBudget {
  private final long limitBytes;
  private final AtomicLong used = new AtomicLong();
  private final Map<Purpose, AtomicLong> byPurpose = new EnumMap<>(Purpose.class);

  public MemoryBudget(long limitBytes) {
    this.limitBytes = limitBytes;
    for (Purpose purpose : Purpose.values()) {
      byPurpose.put(purpose, new AtomicLong());
    }
  }

  /// Takes bytes before they are used.
  ///
  /// @throws BudgetExceededException; nothing is then taken
  public void reserve(Purpose purpose, long bytes) {
    if (!tryReserve(purpose, bytes)) {
      long inUse = used.get();
      throw new BudgetExceededException(
          "the memory budget would be passed: needed="
              + (inUse + bytes)
              + " bytes, allowed="
              + limitBytes
              + " bytes, in use="
              + inUse
              + " bytes");
    }
  }

  /// Takes bytes if they are to be had.
  boolean tryReserve(Purpose purpose, long bytes) {
    assert bytes >= 0 : "bytes=" + bytes;
    long before;
    do {
      before = used.get();
      if (bytes > limitBytes - before) {
        return false;
      }
    } while (!used.compareAndSet(before, before + bytes));
    of(purpose).addAndGet(bytes);
    return true;
  }

  /// Gives bytes back.
  public void release(Purpose purpose, long bytes) {
    long left = of(purpose).addAndGet(-bytes);
    assert left >= 0 : "more released than reserved: purpose=" + purpose;
    used.addAndGet(-bytes);
  }

  /// Bytes in use for a purpose.
  public long used(Purpose purpose) {
    return of(purpose).get();
  }

  /// Bytes in use.
  public long used() {
    return used.get();
  }

  /// Bytes allowed.
  public long limit() {
    return limitBytes;
  }

  private AtomicLong of(Purpose purpose) {
    return Objects.requireNonNull(byPurpose.get(purpose));
  }
}
