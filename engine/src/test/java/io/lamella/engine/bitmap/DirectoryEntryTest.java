package io.lamella.engine.bitmap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoryEntryTest {

  @ParameterizedTest
  @CsvSource({
    "1, 0, 1, 0",
    "1, 32767, 1, 65535",
    "2, 1, 2, 1",
    "3, 16384, 65536, 268435454",
    "4, 32767, 4097, 1073741823",
    "5, 32767, 65536, 1073741823"
  })
  void everyFieldIsReadAsItWasWritten(int kind, int chunk, int cardinality, long place) {
    long entry = DirectoryEntry.of(kind, chunk, cardinality, place);

    assertThat(entry).isNotZero();
    assertThat(DirectoryEntry.kind(entry)).isEqualTo(kind);
    assertThat(DirectoryEntry.chunk(entry)).isEqualTo(chunk);
    assertThat(DirectoryEntry.cardinality(entry)).isEqualTo(cardinality);
    assertThat(DirectoryEntry.place(entry)).isEqualTo(place);
  }
}
