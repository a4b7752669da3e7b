package io.lamella.bench.query;

import io.lamella.bench.Figure;
import io.lamella.bench.Timing;
import io.lamella.bench.Trial;
import io.lamella.bench.serve.Serve;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The suite by which Lamella is known: the three questions, longer windows, sizes, tables whose
/// worst cell is told, calls over the network, growth. Every form of every rival must answer as
/// Lamella does.
///
/// @param size how many customers
/// @param figures takes each figure as soon as it is there
/// @param trials takes the median of every form
public record Headline(
    int size, Extent extent, Timing timing, Consumer<Figure> figures, Consumer<Trial> trials) {

  /// Measures some figures and gives each out as soon as it is there.
  private interface Measuring {
    void measure(Consumer<Figure> out) throws SQLException, IOException;
  }

  /// Figures that are measured together, over data that only they need.
  private record Group(List<String> names, Measuring measuring) {}

  private List<Group> groups() {
    return List.of(
        new Group(
            ThreeQuestions.names(), out -> new ThreeQuestions(size, timing, trials).measure(out)),
        new Group(Ninety.names(), out -> new Ninety(size, timing, trials).measure(out)),
        new Group(List.of(ShopSize.NAME), out -> out.accept(new ShopSize(extent.shop()).measure())),
        new Group(RealSizes.NAMES, RealSizes::measure),
        new Group(
            List.of("sweep.worst"),
            out -> out.accept(new Sweep(size, extent.trees(), timing, trials).worst())),
        new Group(
            List.of("windows.worst"),
            out ->
                out.accept(
                    new Windows(
                            extent.windowCustomers(), extent.windows(), timing, Timing.ONCE, trials)
                        .worst())),
        new Group(
            List.of("setquery.worst"),
            out ->
                out.accept(
                    new SetQuery(extent.setQuery(), extent.setQueryEvery(), timing, trials)
                        .worst())),
        new Group(
            List.of(Overlap.NAME),
            out -> out.accept(new Overlap(size, timing.brief(), trials).measure())),
        new Group(Serve.NAMES, out -> new Serve(size, extent.load(), timing, trials).measure(out)),
        new Group(growth().names(), out -> growth().measure(out)));
  }

  private Growth growth() {
    return new Growth(extent.growth(), timing, trials);
  }

  /// Every figure of the suite, in the order in which they come.
  public List<String> names() {
    return groups().stream().flatMap(group -> group.names.stream()).toList();
  }

  /// Runs the suite. What cannot be had is reported and leaves missing figures, never an exception.
  ///
  /// @param only figures whose name begins with this; those measured with them come too
  public void run(String only) {
    for (Group group : groups()) {
      if (group.names.stream().anyMatch(name -> name.startsWith(only))) {
        run(group);
      }
    }
  }

  private void run(Group group) {
    List<String> done = new ArrayList<>();
    long start = System.nanoTime();
    try {
      group.measuring.measure(figure -> {
        done.add(figure.name());
        figures.accept(figure);
      });
    } catch (Exception | OutOfMemoryError | AssertionError e) {
      System.err.println(
          group.names.getFirst() + ": stopped after " + done.size() + " figures: " + e);
    }
    System.err.printf(
        "%s and others of its group: %.1f s%n",
        group.names.isEmpty() ? "nothing" : group.names.getFirst(),
        (System.nanoTime() - start) / 1e9);
    group.names.stream().filter(name -> !done.contains(name)).map(Figure::missing).forEach(figures);
  }
}
