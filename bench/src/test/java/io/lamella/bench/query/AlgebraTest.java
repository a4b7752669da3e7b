package io.lamella.bench.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.bench.Figure;
import io.lamella.bench.Timing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Goal: the suite gives every figure, so DuckDB and Lamella count the same, which timing insists
/// on. Method: a small population.
class AlgebraTest {

  @Test
  void aRunGivesEveryFigureOnce() {
    List<Figure> figures = new ArrayList<>();
    new Algebra(20_000, Timing.ONCE, figures::add, trial -> {}).run("");
    assertThat(figures)
        .extracting(Figure::name)
        .containsExactly(
            "sum90",
            "sum90.duckdb",
            "sameevent30",
            "sameevent30.duckdb",
            "distinct30",
            "distinct30.duckdb",
            "followed30",
            "followed30.duckdb",
            "near25",
            "near25.duckdb",
            "near250",
            "near250.duckdb",
            "top5",
            "top5.duckdb",
            "article",
            "article.duckdb",
            "edges",
            "edges.duckdb");
    assertThat(figures).allMatch(figure -> figure.value().isPresent());
  }

  @Test
  void aRunThatCannotLoadGivesAMissingFigure() {
    List<Figure> figures = new ArrayList<>();
    new Algebra(-1, Timing.ONCE, figures::add, trial -> {}).run("");
    assertThat(figures).noneMatch(Figure::met);
  }
}
