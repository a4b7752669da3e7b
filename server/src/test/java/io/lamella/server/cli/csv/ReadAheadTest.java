package io.lamella.server.cli.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadAheadTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1_023, 1_024, 1_025, 10_000})
  void visitsEveryLineInItsOrder(int lines) {
    List<Long> numbers = new ArrayList<>();
    List<List<String>> cells = new ArrayList<>();
    ReadAhead.lines(
        visitor -> {
          for (long line = 0; line < lines; line++) {
            visitor.line(line, List.of("c" + line));
          }
        },
        (line, of) -> {
          numbers.add(line);
          cells.add(of);
        });

    assertThat(numbers).hasSize(lines);
    for (int line = 0; line < lines; line++) {
      assertThat(numbers.get(line)).isEqualTo(line);
      assertThat(cells.get(line)).containsExactly("c" + line);
    }
  }

  @Test
  void whatTheReadingThrowsComesBehindTheLinesBeforeIt() {
    List<Long> numbers = new ArrayList<>();
    assertThatThrownBy(() ->
            ReadAhead.lines(
                visitor -> {
                  for (long line = 0; line < 1_500; line++) {
                    visitor.line(line, List.of());
                  }
                  throw new BadFileException("cut off");
                },
                (line, _) -> numbers.add(line)))
        .isInstanceOf(BadFileException.class)
        .hasMessage("cut off");
    assertThat(numbers).hasSize(1_500);
  }

  @Test
  void whatTheVisitorThrowsEndsTheReading() throws InterruptedException {
    var read = new AtomicLong();
    assertThatThrownBy(() ->
            ReadAhead.lines(
                visitor -> {
                  while (true) {
                    visitor.line(read.incrementAndGet(), List.of());
                  }
                },
                (line, _) -> {
                  throw new IllegalStateException("line " + line);
                }))
        .hasMessage("line 1");
    long before;
    do {
      before = read.get();
      Thread.sleep(20);
    } while (read.get() != before);
    assertThat(before).isLessThan(20_000);
  }
}
