package io.lamella.bench.query;

import io.lamella.bench.Figure;
import io.lamella.bench.Form;
import io.lamella.bench.Timing;
import io.lamella.bench.Trial;
import io.lamella.bench.data.Shoppers;
import io.lamella.engine.Engine;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import java.util.List;
import java.util.function.Consumer;

/// A question as Lamella answered it, to set rivals and limits beside. Lamella's time is that of a
/// whole call, from the question's text.
///
/// @param name what its figures' names begin with
/// @param count what every rival must answer
/// @param nanos what Lamella needed
record Asked(
    String name,
    Engine engine,
    Question question,
    long count,
    double nanos,
    Timing timing,
    Consumer<Trial> trials) {

  /// Asks Lamella, as of [Shoppers#NOW].
  static Asked ask(
      Engine engine, String name, String expression, Timing timing, Consumer<Trial> trials) {
    Question question = Question.of(expression).asOf(Shoppers.NOW);
    long count = engine.count(question);
    var lamella = new Form("lamella", () -> engine.count(question));
    double nanos = time(name, count, lamella, timing.cold(), trials);
    return new Asked(name, engine, question, count, nanos, timing, trials);
  }

  /// Beside a rival's fastest form, to be so many times faster.
  Figure faster(String rival, List<Form> forms, double goal) {
    return Figure.faster(name + "." + rival, nanos, fastest(forms), goal);
  }

  /// Beside a rival's fastest form, where nothing was promised.
  Figure beside(String rival, List<Form> forms) {
    return Figure.beside(name + "." + rival, nanos, fastest(forms));
  }

  /// The same question, planned once: what a call costs beside the evaluation shows in the ratio.
  Figure prepared() {
    try (PreparedQuestion prepared = engine.prepare(question)) {
      var form = new Form("lamella, prepared", () -> prepared.counts(Deadline.none())[0]);
      return Figure.beside(name + ".prepared", time(name, count, form, timing, trials), nanos);
    }
  }

  /// Beside a plain read of so many bytes, to be at most so many times longer.
  Figure within(long bytes, double goal) {
    return Figure.within(name + ".limit", nanos, read(bytes), goal);
  }

  /// Beside a plain read of so many bytes, where nothing was promised.
  Figure above(long bytes) {
    return Figure.above(name + ".limit", nanos, read(bytes));
  }

  /// What counting reads of bitmaps, by Lamella's own account.
  long bytesRead() {
    try (PreparedQuestion prepared = engine.prepare(question)) {
      return prepared.explain(Deadline.none()).evaluation().bytesRead();
    }
  }

  private double read(long bytes) {
    try (var read = new PlainRead(bytes)) {
      return read.forms().stream()
          .mapToDouble(form -> time(name + " bytes", read.expected(), form, timing, trials))
          .min()
          .orElseThrow();
    }
  }

  private double fastest(List<Form> forms) {
    return forms.stream()
        .mapToDouble(form -> time(name, count, form, timing, trials))
        .min()
        .orElseThrow();
  }

  private static double time(
      String question, long expected, Form form, Timing timing, Consumer<Trial> trials) {
    double nanos = timing.median(form.name(), expected, form.ask());
    trials.accept(new Trial(question, form.name(), nanos));
    return nanos;
  }
}
