package io.lamella.engine.exec;

import io.lamella.engine.plan.Fraction;
import java.math.BigDecimal;

/// [Amounts] that are one whole number a slot, at one scale.
abstract class PlainAmounts extends Amounts {

  @Override
  final boolean isPlain() {
    return true;
  }

  @Override
  abstract long unscaled(int slot);

  @Override
  int scale() {
    return 0;
  }

  @Override
  final double near(int slot) {
    return scaled((double) unscaled(slot), scale());
  }

  @Override
  final Fraction exact(int slot) {
    return Fraction.of(BigDecimal.valueOf(unscaled(slot), scale()));
  }
}
