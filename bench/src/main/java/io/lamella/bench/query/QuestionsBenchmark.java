package io.lamella.bench.query;

import io.lamella.bench.data.LamellaShoppers;
import io.lamella.bench.data.Shoppers;
import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Cost of each headline question, in microseconds, on one thread. Questions it answers: how does
/// the cost grow with customers, and what of it is reading and planning the text?
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@State(Scope.Benchmark)
public class QuestionsBenchmark {
  /// Customers: 1 million's bitmaps lie in L2 and L3, 10 million's beyond.
  @Param({"1000000", "10000000"})
  public int customers;

  /// The question's text.
  @Param({ThreeQuestions.BOOLEAN, ThreeQuestions.AT_LEAST_14, ThreeQuestions.SELECTIVE})
  public String expression = "";

  private Engine engine = Engine.open(EngineConfig.defaults());
  private Question question = Question.of("everyone()");
  private PreparedQuestion prepared = engine.prepare(question);

  @Setup
  public void load() {
    close();
    engine = LamellaShoppers.load(new Shoppers(customers, 1), 1);
    question = Question.of(expression).asOf(Shoppers.NOW);
    prepared = engine.prepare(question);
  }

  /// A whole call, from the text.
  @Benchmark
  public long count() {
    return engine.count(question);
  }

  /// The evaluation alone.
  @Benchmark
  public long countPrepared() {
    return prepared.counts(Deadline.none())[0];
  }

  @TearDown
  public void close() {
    prepared.close();
    engine.close();
  }
}
