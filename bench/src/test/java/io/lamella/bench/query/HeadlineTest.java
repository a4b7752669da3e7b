package io.lamella.bench.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.bench.Figure;
import io.lamella.bench.Timing;
import io.lamella.bench.Trial;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlineTest {
  private static final Timing SHORT = new Timing(0, 0);

  @Test
  void aRunGivesEveryFigureOnce() {
    List<Figure> figures = new ArrayList<>();
    List<Trial> trials = new ArrayList<>();
    new Headline(70_000, SHORT, figures::add, trials::add).run();
    assertThat(figures.stream().map(Figure::name)).containsExactlyElementsOf(Headline.NAMES);
    assertThat(figures).allMatch(figure -> figure.value().isPresent());
    assertThat(trials.stream().map(Trial::form)).contains("lamella", "read, line by line");
  }

  @Test
  void aRunThatCannotLoadGivesEveryFigureAsMissing() {
    List<Figure> figures = new ArrayList<>();
    new Headline(-1, SHORT, figures::add, trial -> {}).run();
    assertThat(figures.stream().map(Figure::name)).containsExactlyElementsOf(Headline.NAMES);
    assertThat(figures).noneMatch(Figure::met);
  }
}
