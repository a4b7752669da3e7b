package io.lamella.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultNoteTest {
  private static final List<Figure> FIGURES =
      List.of(
          Figure.faster("boolean.roaring", 1e6, 30e6, 20),
          Figure.faster("boolean.duckdb", 1e6, 30e6, 200),
          Figure.beside("boolean.prepared", 1e6, 2e6));

  @TempDir Path folder;

  @Test
  void aSecondNoteOfADayStandsBesideTheFirst() throws IOException {
    Path first = ResultNote.write(folder, "headline", true, FIGURES, List.of());
    Path second = ResultNote.write(folder, "headline", true, List.of(), List.of());
    assertThat(second).isNotEqualTo(first);
    assertThat(Files.readString(first)).contains("boolean.roaring");
  }

  @Test
  void aNoteNamesWhatIsShortAndEveryFormThatWasTried() throws IOException {
    var trial = new Trial("boolean", "roaring heap, aggregated", 2_500_000);
    assertThat(
            Files.readString(ResultNote.write(folder, "headline", false, FIGURES, List.of(trial))))
        .contains("1 of 2 goals are reached. Short: `boolean.duckdb`.")
        .contains("| boolean | roaring heap, aggregated | 2500 |")
        .contains("`bench/run headline --record`");
  }
}
