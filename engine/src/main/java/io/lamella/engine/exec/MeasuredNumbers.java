package io.lamella.engine.exec;

import io.lamella.engine.kernel.Kernels;
import io.lamella.engine.plan.Fraction;

/// What a measure, or a ratio of two, is of each customer's events.
final class MeasuredNumbers implements ChunkNumbers {
  /// Where more customers than this are asked about, passing over the rows of the others costs more
  /// than it saves.
  private static final int MANY = Population.CHUNK / 2;

  private final QuantityRows rows;
  private final Amounts amounts;

  /// @param rows of a quantity that a customer has one of
  MeasuredNumbers(QuantityRows rows) {
    this.rows = rows;
    this.amounts = rows.amounts();
  }

  @Override
  public void open(int chunk, long[] members, ChunkScratch scratch) {
    boolean few = Kernels.popcount(members, 0, Population.CHUNK_WORDS) <= MANY;
    rows.rows().forEach(events -> events.among(few ? members : null));
    rows.open(chunk, scratch);
  }

  @Override
  public void close(ChunkScratch scratch) {
    rows.close(scratch);
  }

  @Override
  public boolean has(int low) {
    return amounts.has(low);
  }

  @Override
  public boolean isPlain() {
    return amounts.isPlain();
  }

  @Override
  public long unscaled(int low) {
    return amounts.unscaled(low);
  }

  @Override
  public int scale() {
    return amounts.scale();
  }

  @Override
  public double near(int low) {
    return amounts.near(low);
  }

  @Override
  public Fraction exact(int low) {
    return amounts.exact(low);
  }
}
