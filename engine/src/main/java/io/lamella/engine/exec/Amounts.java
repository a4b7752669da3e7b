package io.lamella.engine.exec;

import io.lamella.engine.index.Bucket;
import io.lamella.engine.plan.Fraction;

/// What a measure is of the events of each *slot*: of a customer of a chunk, or of one of the
/// values that a customer's events have of a property. Slots count from 0. Confined to one thread.
///
/// A value is told in three ways: as it is if it is *plain*; nearly, which decides most
/// comparisons; and exactly, for the rest.
abstract class Amounts {
  /// What is told nearly is off by less than this part of it: a few roundings of a double.
  static final double ERROR = 1e-13;

  private static final double[] POWERS = new double[19];

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  /// Begins a chunk: no slot has an event. What is taken of the scratch is given back by [#close].
  abstract void open(ChunkScratch scratch);

  /// Makes room for slots below this one; it is called before they are used, with ever more.
  abstract void grow(int slots);

  /// Adds rows of a bucket, each to its slot. Buckets come ascending by day.
  abstract void add(Bucket bucket, int[] rows, int[] slots, int count);

  /// All rows are added: from here on values may be asked for.
  void end(int slots) {}

  /// Ends a chunk.
  abstract void close(ChunkScratch scratch);

  /// Whether the slot has a value; without an event some measures are 0, others have none.
  abstract boolean has(int slot);

  /// Whether every value is [#unscaled] at one [#scale].
  boolean isPlain() {
    return false;
  }

  /// The value, if it is plain.
  long unscaled(int slot) {
    throw new IllegalStateException("not plain: slot=" + slot);
  }

  /// Digits after the point of plain values.
  int scale() {
    throw new IllegalStateException("not plain");
  }

  /// The value of a slot that has one, off by less than [#ERROR] of it; 0 is exact, and so is the
  /// sign.
  abstract double near(int slot);

  /// The value of a slot that has one.
  abstract Fraction exact(int slot);

  /// The sign of a slot's value less that of another's; both have one.
  static int compare(Amounts a, int slotOfA, Amounts b, int slotOfB) {
    if (a.isPlain() && b.isPlain() && a.scale() == b.scale()) {
      return Long.compare(a.unscaled(slotOfA), b.unscaled(slotOfB));
    }
    double nearA = a.near(slotOfA);
    double nearB = b.near(slotOfB);
    double error = ERROR * (Math.abs(nearA) + Math.abs(nearB));
    if (Math.abs(nearA - nearB) > error) {
      return Double.compare(nearA, nearB);
    }
    return a.exact(slotOfA).compareTo(b.exact(slotOfB));
  }

  /// A whole number divided by a power of ten.
  static double scaled(double unscaled, int scale) {
    return unscaled / POWERS[scale];
  }
}
