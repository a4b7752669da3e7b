package io.lamella.engine.exec;

import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.Values;
import io.lamella.engine.plan.Fraction;
import java.math.BigDecimal;
import java.util.Optional;

/// The numbers that customers have of one attribute now. Plain unless some were changed since the
/// attribute was built, or are so far apart in size that no scale holds them all.
final class CurrentNumbers implements ChunkNumbers {
  private final CurrentValues current;

  /// All numbers, if they are plain.
  private final Optional<Values.Decimals> plain;

  private int first;

  CurrentNumbers(CurrentValues current) {
    this.current = current;
    this.plain =
        current
            .built()
            .filter(built -> current.changes().isEmpty())
            .map(Attribute::values)
            .map(Values.Decimals.class::cast)
            .filter(decimals -> decimals.scales().isEmpty());
  }

  @Override
  public void open(int chunk, long[] members, ChunkScratch scratch) {
    first = chunk << 16;
  }

  @Override
  public void close(ChunkScratch scratch) {}

  @Override
  public boolean has(int low) {
    return plain.isPresent()
        ? plain.get().unscaled().has(first | low)
        : current.of(first | low).isPresent();
  }

  @Override
  public boolean isPlain() {
    return plain.isPresent();
  }

  @Override
  public long unscaled(int low) {
    return plain.orElseThrow().unscaled().value(first | low);
  }

  @Override
  public int scale() {
    return plain.orElseThrow().scale();
  }

  @Override
  public double near(int low) {
    return plain.isPresent()
        ? Amounts.scaled((double) unscaled(low), scale())
        : number(low).doubleValue();
  }

  @Override
  public Fraction exact(int low) {
    return Fraction.of(number(low));
  }

  private BigDecimal number(int low) {
    return current
        .of(first | low)
        .map(place -> ((Values.Decimals) place.values()).value(place.row()))
        .orElseThrow();
  }
}
