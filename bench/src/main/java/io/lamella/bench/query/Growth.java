package io.lamella.bench.query;

import io.lamella.bench.Figure;
import io.lamella.bench.Timing;
import io.lamella.bench.Trial;
import io.lamella.bench.data.LamellaShoppers;
import io.lamella.bench.data.Shoppers;
import io.lamella.engine.Engine;
import io.lamella.engine.api.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/// How cost grows with customers, on one thread and on two. Beside each time stands what it would
/// be if a customer cost as much as in the smallest population on one thread; the ratio is how many
/// times less it is.
///
/// @param sizes how many customers, the smallest first
record Growth(List<Integer> sizes, Timing timing, Consumer<Trial> trials) {
  private static final long SEED = 7;
  private static final List<Integer> THREADS = List.of(1, 2);
  private static final int MILLION = 1_000_000;
  private static final Map<String, String> QUESTIONS =
      Map.of(
          "boolean", ThreeQuestions.BOOLEAN,
          "atleast14", ThreeQuestions.AT_LEAST_14,
          "selective", ThreeQuestions.SELECTIVE);
  private static final List<String> ORDER = List.of("boolean", "atleast14", "selective");

  List<String> names() {
    List<String> names = new ArrayList<>();
    for (int size : sizes) {
      for (int threads : THREADS) {
        ORDER.forEach(question -> names.add(name(question, size, threads)));
      }
    }
    return names;
  }

  private static String name(String question, int size, int threads) {
    String customers = size >= MILLION ? size / MILLION + "m" : Integer.toString(size);
    return "growth." + question + "." + customers + "." + threads + "t";
  }

  void measure(Consumer<Figure> out) {
    Map<String, Double> nanosACustomer = new HashMap<>();
    for (int size : sizes) {
      for (int threads : THREADS) {
        try (Engine engine = LamellaShoppers.load(new Shoppers(size, SEED), threads)) {
          for (String name : ORDER) {
            double nanos = time(engine, name, size, threads);
            double expected = size * nanosACustomer.computeIfAbsent(name, _ -> nanos / size);
            out.accept(
                new Figure(
                    name(name, size, threads),
                    OptionalDouble.of(nanos / 1e3),
                    "us",
                    OptionalDouble.of(expected / 1e3),
                    OptionalDouble.of(expected / nanos),
                    "-",
                    true));
          }
        }
      }
    }
  }

  private double time(Engine engine, String name, int size, int threads) {
    Question question = Question.of(Objects.requireNonNull(QUESTIONS.get(name))).asOf(Shoppers.NOW);
    long expected = engine.count(question);
    double nanos = timing.median("lamella", expected, () -> engine.count(question));
    trials.accept(new Trial(name(name, size, threads), "lamella", nanos));
    return nanos;
  }
}
