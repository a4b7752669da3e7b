package io.lamella.engine.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the customers who satisfy one expression have of some numbers, all from one snapshot.
///
/// @param count customers who satisfy the expression
/// @param numbers in the order in which they were asked for
/// @param elapsedNanos evaluating
public record Summary(
    long snapshot,
    Instant asOf,
    long population,
    long count,
    List<OfNumber> numbers,
    long elapsedNanos) {

  /// The most numbers that one summary takes.
  public static final int MAX_NUMBERS = 16;

  /// The most quantiles that one summary takes.
  public static final int MAX_QUANTILES = 16;

  /// Decimals of an amount that no decimal is equal to.
  public static final int ROUNDED_DECIMALS = 20;

  public Summary {
    numbers = List.copyOf(numbers);
  }

  /// One number.
  ///
  /// @param expression as the engine writes it
  /// @param customers how many of those inside have a value; a count, a sum or a number of distinct
  ///   values without any event is 0, which is a value
  /// @param figures empty if nobody has a value
  /// @param warnings what is suspicious in it but not wrong
  public record OfNumber(
      String expression, long customers, Optional<Figures> figures, List<Fault> warnings) {
    public OfNumber {
      warnings = List.copyOf(warnings);
    }
  }

  /// What the values of one number are.
  ///
  /// @param quantiles in the order in which they were asked for
  public record Figures(
      Amount sum, Amount average, Amount min, Amount max, List<Quantile> quantiles) {
    public Figures {
      quantiles = List.copyOf(quantiles);
    }
  }

  /// The smallest value that at least so many percent of those who have one do not exceed: by
  /// nearest rank, so always somebody's value.
  public record Quantile(BigDecimal percent, Amount value) {}

  /// A number.
  ///
  /// @param decimal the number itself
  /// @param rounded whether it is a fraction that is rounded to [#ROUNDED_DECIMALS] decimals
  public record Amount(BigDecimal decimal, boolean rounded) {}
}
