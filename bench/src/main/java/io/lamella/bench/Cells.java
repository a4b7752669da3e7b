package io.lamella.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// The cells of a table, each Lamella's time beside the fastest rival's. A cell is good if Lamella
/// is no slower than the rival, or needs no more than 20 us: below that a call is all there is to
/// measure.
public final class Cells {
  private static final double FREE_NANOS = 20_000;

  /// @param rivalNanos of the fastest rival
  private record Cell(String name, double nanos, double rivalNanos) {

    /// How many times better than it must be.
    double ratio() {
      return Math.max(rivalNanos, FREE_NANOS) / nanos;
    }
  }

  private final String table;
  private final Timing timing;
  private final Timing rivalTiming;
  private final Consumer<Trial> trials;
  private final List<Cell> cells = new ArrayList<>();

  /// @param table the figure's name is this and `.worst`
  /// @param timing of a figure of its own; a cell gets less
  public Cells(String table, Timing timing, Consumer<Trial> trials) {
    this.table = table;
    this.timing = timing.brief();
    this.rivalTiming = timing.brief().settled();
    this.trials = trials;
  }

  /// Measures a cell. Every form of every rival must answer as Lamella does.
  public void measure(String name, Form lamella, List<Form> rivals) {
    long expected = lamella.ask().getAsLong();
    double nanos = time(name, expected, lamella, timing);
    double rivalNanos =
        rivals.stream()
            .mapToDouble(form -> time(name, expected, form, rivalTiming))
            .min()
            .orElseThrow();
    cells.add(new Cell(name, nanos, rivalNanos));
  }

  /// Sets the cell measured last beside one more rival.
  public void beside(double rivalNanos) {
    Cell last = cells.removeLast();
    cells.add(new Cell(last.name, last.nanos, Math.min(last.rivalNanos, rivalNanos)));
  }

  private double time(String name, long expected, Form form, Timing timing) {
    double nanos = timing.median(form.name(), expected, form.ask());
    trials.accept(new Trial(table + " " + name, form.name(), nanos));
    return nanos;
  }

  /// The worst cell, to be no worse than it may be.
  public Figure worst() {
    Cell worst = cells.stream().min(Comparator.comparingDouble(Cell::ratio)).orElseThrow();
    long good = cells.stream().filter(cell -> cell.ratio() >= 1).count();
    cells.stream()
        .filter(cell -> cell.ratio() < 1)
        .forEach(cell ->
            System.err.printf(
                "  %s: %.1f us, rival %.1f us%n",
                cell.name, cell.nanos / 1e3, cell.rivalNanos / 1e3));
    System.err.printf(
        "%s: %d of %d cells are good; the worst is %s%n", table, good, cells.size(), worst.name);
    return new Figure(
        table + ".worst",
        OptionalDouble.of(worst.nanos / 1e3),
        "us",
        OptionalDouble.of(worst.rivalNanos / 1e3),
        OptionalDouble.of(worst.ratio()),
        ">=1",
        worst.ratio() >= 1);
  }
}
