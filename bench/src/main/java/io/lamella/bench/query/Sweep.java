package io.lamella.bench.query;

import io.lamella.bench.Cells;
import io.lamella.bench.Figure;
import io.lamella.bench.Form;
import io.lamella.bench.Timing;
import io.lamella.bench.Trial;
import io.lamella.bench.data.RandomFlags;
import io.lamella.engine.Engine;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;

/// Selectivity from one in a million to nine in ten: intersections, unions and mixed trees of two
/// to sixteen random operands, beside every form in which RoaringBitmap answers them.
///
/// @param size how many customers
/// @param trees how many trees of each shape
record Sweep(int size, int trees, Timing timing, Consumer<Trial> trials) {
  private static final long SEED = 20_261_124;
  private static final List<Double> DENSITIES =
      List.of(
          1e-6, 1e-5, 1e-4, 3e-4, 1e-3, 2e-3, 4e-3, 8e-3, 0.015, 0.03, 0.06, 0.1, 0.2, 0.35, 0.5,
          0.65, 0.8, 0.9);
  private static final List<Integer> OPERANDS = List.of(2, 3, 4, 8, 16);

  /// Flags joined by AND or OR.
  private record Tree(boolean and, List<Integer> flags) {
    String text() {
      return flags.stream()
          .map(RandomFlags::name)
          .collect(Collectors.joining(and ? " && " : " || ", "(", ")"));
    }
  }

  Figure worst() {
    var flags = new RandomFlags(size, SEED, DENSITIES);
    var cells = new Cells("sweep", timing, trials);
    var random = new SplittableRandom(SEED);
    try (Engine engine = flags.load()) {
      List<RoaringBitmap> bitmaps = flags.roaring();
      for (int operands : OPERANDS) {
        for (int tree = 0; tree < trees; tree++) {
          for (boolean and : new boolean[] {true, false}) {
            var one = new Tree(and, draw(random, operands));
            measure(cells, engine, one.text(), one(one, bitmaps));
          }
          if (operands > 2) {
            int first = 1 + random.nextInt(operands - 1);
            List<Integer> drawn = draw(random, operands);
            boolean and = random.nextBoolean();
            var left = new Tree(and, drawn.subList(0, first));
            var right = new Tree(and, drawn.subList(first, operands));
            mixed(cells, engine, left, right, bitmaps);
          }
        }
      }
    }
    return cells.worst();
  }

  private static List<Integer> draw(SplittableRandom random, int count) {
    return random.ints(0, DENSITIES.size()).distinct().limit(count).boxed().toList();
  }

  private static void measure(Cells cells, Engine engine, String text, List<Form> rivals) {
    try (PreparedQuestion question = engine.prepare(Question.of(text))) {
      cells.measure(
          text, new Form("lamella, prepared", () -> question.counts(Deadline.none())[0]), rivals);
    }
  }

  private static RoaringBitmap[] operands(Tree tree, List<RoaringBitmap> bitmaps) {
    return tree.flags.stream()
        .map(bitmaps::get)
        .sorted(Comparator.comparingLong(RoaringBitmap::getLongCardinality))
        .toArray(RoaringBitmap[]::new);
  }

  private static List<Form> one(Tree tree, List<RoaringBitmap> bitmaps) {
    RoaringBitmap[] operands = operands(tree, bitmaps);
    List<Form> forms = new ArrayList<>();
    if (tree.and) {
      forms.add(new Form("roaring, aggregated", () -> FastAggregation.andCardinality(operands)));
      forms.add(
          new Form(
              "roaring, work-shy",
              () -> FastAggregation.workShyAnd(new long[1024], operands).getLongCardinality()));
      forms.add(
          new Form(
              "roaring, smallest first",
              () -> {
                if (operands.length == 2) {
                  return RoaringBitmap.andCardinality(operands[0], operands[1]);
                }
                RoaringBitmap found = RoaringBitmap.and(operands[0], operands[1]);
                for (int i = 2; i < operands.length - 1; i++) {
                  found.and(operands[i]);
                }
                return RoaringBitmap.andCardinality(found, operands[operands.length - 1]);
              }));
    } else {
      forms.add(new Form("roaring, aggregated", () -> FastAggregation.orCardinality(operands)));
      forms.add(
          new Form(
              "roaring, lazily", () -> FastAggregation.naive_or(operands).getLongCardinality()));
      if (operands.length == 2) {
        forms.add(
            new Form("roaring, two", () -> RoaringBitmap.orCardinality(operands[0], operands[1])));
      }
    }
    return forms;
  }

  /// `left or right` of two intersections, `left and not right` of two unions.
  private static void mixed(
      Cells cells, Engine engine, Tree left, Tree right, List<RoaringBitmap> bitmaps) {
    RoaringBitmap[] leftOperands = operands(left, bitmaps);
    RoaringBitmap[] rightOperands = operands(right, bitmaps);
    String text = left.text() + (left.and ? " || " : " && !") + right.text();
    measure(
        cells,
        engine,
        text,
        List.of(
            new Form(
                "roaring, aggregated",
                () ->
                    left.and
                        ? RoaringBitmap.orCardinality(
                            FastAggregation.and(leftOperands), FastAggregation.and(rightOperands))
                        : RoaringBitmap.andNotCardinality(
                            FastAggregation.or(leftOperands), FastAggregation.or(rightOperands))),
            new Form(
                "roaring, one by one",
                () -> {
                  if (left.and) {
                    return RoaringBitmap.orCardinality(
                        FastAggregation.workShyAnd(new long[1024], leftOperands),
                        FastAggregation.workShyAnd(new long[1024], rightOperands));
                  }
                  RoaringBitmap found = FastAggregation.or(leftOperands);
                  for (int i = rightOperands.length - 1; i >= 0; i--) {
                    found.andNot(rightOperands[i]);
                  }
                  return found.getLongCardinality();
                })));
  }
}
