package io.lamella.bench.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.bench.Figure;
import io.lamella.bench.Timing;
import io.lamella.bench.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlineTest {
  private static final Timing SHORT = new Timing(0, 0);
  private static final Extent SMALL =
      new Extent(
          1,
          List.of(7, 365),
          2_000,
          5,
          70_000,
          2_000,
          Duration.ofMillis(300),
          List.of(1_000, 2_000));

  @Test
  void aRunGivesEveryFigureOnce() {
    List<Figure> figures = new ArrayList<>();
    List<Trial> trials = new ArrayList<>();
    var headline = new Headline(70_000, SMALL, SHORT, figures::add, trials::add);
    headline.run("");
    assertThat(figures.stream().map(Figure::name)).containsExactlyElementsOf(headline.names());
    // The real sets of bitmaps are not everywhere.
    assertThat(figures)
        .allMatch(figure -> figure.value().isPresent() || figure.name().startsWith("size."));
    assertThat(trials.stream().map(Trial::form)).contains("lamella", "read, line by line");
  }

  @Test
  void aRunThatCannotLoadGivesEveryFigureAsMissing() {
    List<Figure> figures = new ArrayList<>();
    new Headline(-1, SMALL, SHORT, figures::add, trial -> {}).run("boolean");
    assertThat(figures).extracting(Figure::name).contains("boolean.roaring", "load.lines");
    assertThat(figures).noneMatch(Figure::met);
  }
}
