package io.lamella.engine.exec;

import java.util.List;

/// One measure divided by another, customer by customer.
final class RatioRows implements QuantityRows {
  private final MeasureRows dividend;
  private final MeasureRows divisor;
  private final Amounts amounts;

  RatioRows(MeasureRows dividend, MeasureRows divisor) {
    this.dividend = dividend;
    this.divisor = divisor;
    this.amounts = new RatioAmounts(dividend.amounts(), divisor.amounts());
  }

  @Override
  public void open(int chunk, ChunkScratch scratch) {
    dividend.open(chunk, scratch);
    divisor.open(chunk, scratch);
  }

  @Override
  public void close(ChunkScratch scratch) {
    divisor.close(scratch);
    dividend.close(scratch);
  }

  @Override
  public Amounts amounts() {
    return amounts;
  }

  @Override
  public int slots() {
    return Population.CHUNK;
  }

  @Override
  public int low(int slot) {
    return slot;
  }

  @Override
  public boolean hasEvents(int low) {
    return dividend.hasEvents(low) || divisor.hasEvents(low);
  }

  @Override
  public List<EventRows> rows() {
    return List.of(dividend.rows().getFirst(), divisor.rows().getFirst());
  }
}
