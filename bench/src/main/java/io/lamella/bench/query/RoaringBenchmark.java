package io.lamella.bench.query;

import io.lamella.bench.Form;
import io.lamella.bench.data.RoaringShoppers;
import io.lamella.bench.data.Shoppers;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Cost of the headline questions in RoaringBitmap, in microseconds, on one thread, each in the
/// form that is its best on the project's machine. Question it answers: does a fork of its own
/// change what the suite measured for the rival?
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Benchmark)
public class RoaringBenchmark {
  /// As in [QuestionsBenchmark].
  @Param({"1000000", "10000000"})
  public int customers;

  /// A form's name.
  @Param({
    "roaring heap, aggregated",
    "roaring heap, once and twice",
    "roaring heap, bytes by chunks",
    "roaring heap, few against each day in place"
  })
  public String form = "";

  private LongSupplier ask = () -> 0;

  @Setup
  public void load() {
    ask = find(RoaringShoppers.of(new Shoppers(customers, 1)), form).ask();
  }

  @Benchmark
  public long count() {
    return ask.getAsLong();
  }

  private static Form find(RoaringShoppers shoppers, String name) {
    var questions = new RoaringQuestions(shoppers);
    return Stream.of(
            questions.booleans(),
            new RoaringDayCounts(shoppers).atLeastTwo(),
            questions.selective())
        .flatMap(List::stream)
        .filter(form -> form.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
