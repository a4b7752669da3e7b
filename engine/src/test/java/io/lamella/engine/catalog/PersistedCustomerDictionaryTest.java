package io.lamella.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamella.engine.memory.BudgetExceededException;
import io.lamella.engine.memory.MemoryBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: files are used again after a clean stop with the same population, and never otherwise.
/// Method: a small first map, so that there are several files; what a stop leaves is changed.
class PersistedCustomerDictionaryTest {
  private static final long FIRST_ROOM = 1 << 10;
  private static final int POPULATION = 20_000;
  private static final String MARKER = "clean-stop";

  private final MemoryBudget budget = new MemoryBudget(1L << 30);

  @TempDir Path parent;

  private Path folder() {
    return parent.resolve("workspace").resolve("customers");
  }

  private ChronicleCustomerDictionary open(int population) throws IOException {
    return ChronicleCustomerDictionary.open(budget, folder(), population, FIRST_ROOM);
  }

  /// 20,000 customers, every tenth erased, in three maps.
  private void stopCleanly() throws IOException {
    ChronicleCustomerDictionary dictionary = open(0);
    fill(dictionary);
    dictionary.close(POPULATION);
  }

  private static void fill(ChronicleCustomerDictionary dictionary) {
    assertThat(dictionary.isEmpty()).isTrue();
    for (int i = 0; i < POPULATION; i++) {
      dictionary.put(id("c" + i), i);
    }
    for (int i = 3; i < POPULATION; i += 10) {
      dictionary.remove(id("c" + i));
    }
  }

  private static void verify(ChronicleCustomerDictionary dictionary) {
    Map<String, Integer> expected = new HashMap<>();
    for (int i = 0; i < POPULATION; i++) {
      if (i % 10 != 3) {
        expected.put("c" + i, i);
      }
    }
    assertThat(dictionary.size()).isEqualTo(expected.size());
    for (int i = 0; i < POPULATION + 10; i++) {
      assertThat(dictionary.find(id("c" + i)))
          .as("i=%d", i)
          .isEqualTo(expected.getOrDefault("c" + i, CustomerDictionary.NONE));
    }
  }

  private void findsNothing() throws IOException {
    try (ChronicleCustomerDictionary dictionary = open(POPULATION)) {
      assertThat(dictionary.isEmpty()).isTrue();
      assertThat(dictionary.size()).isZero();
      assertThat(dictionary.find(id("c1"))).isEqualTo(CustomerDictionary.NONE);
      // And it can be built anew.
      fill(dictionary);
      verify(dictionary);
      dictionary.close(POPULATION);
    }
    try (ChronicleCustomerDictionary dictionary = open(POPULATION)) {
      assertThat(dictionary.isEmpty()).isFalse();
      verify(dictionary);
    }
  }

  @AfterEach
  void everyByteWasGivenBack() {
    assertThat(budget.used()).isZero();
  }

  @Test
  void whatWasClosedUncleanlyIsNotMarkedAfterwards() throws IOException {
    ChronicleCustomerDictionary dictionary = open(0);
    fill(dictionary);
    dictionary.close();
    dictionary.close(POPULATION);
    findsNothing();
  }

  @Test
  void afterACleanStopEveryCustomerIsThere() throws IOException {
    stopCleanly();
    assertThat(budget.used()).isZero();
    assertThat(folder().resolve(MARKER)).exists();

    ChronicleCustomerDictionary dictionary = open(POPULATION);

    assertThat(folder().resolve(MARKER)).doesNotExist();
    assertThat(dictionary.isEmpty()).isFalse();
    verify(dictionary);
    assertThat(dictionary.sizeBytes()).isEqualTo(budget.used()).isPositive();
    dictionary.close(POPULATION);
  }

  @Test
  void growsFromWhereItStoppedPastItsLargestMap() throws IOException {
    stopCleanly();
    int more = 200_000;
    ChronicleCustomerDictionary dictionary = open(POPULATION);
    for (int i = POPULATION; i < more; i++) {
      dictionary.put(id("c" + i), i);
    }
    dictionary.close(more);

    try (ChronicleCustomerDictionary again = open(more)) {
      assertThat(again.isEmpty()).isFalse();
      assertThat(again.size()).isEqualTo(more - POPULATION / 10);
      for (int i = 0; i < more; i++) {
        int expected = i < POPULATION && i % 10 == 3 ? CustomerDictionary.NONE : i;
        assertThat(again.find(id("c" + i))).isEqualTo(expected);
      }
    }
  }

  @Test
  void anEmptyDictionaryStopsCleanlyToo() throws IOException {
    open(0).close(0);
    try (ChronicleCustomerDictionary dictionary = open(0)) {
      assertThat(dictionary.isEmpty()).isFalse();
      assertThat(dictionary.size()).isZero();
    }
  }

  @Test
  void afterAnUncleanStopNothingIsThere() throws IOException {
    stopCleanly();
    // Opened, never closed cleanly: the maps are whole, but nobody knows.
    open(POPULATION).close();
    findsNothing();
  }

  @Test
  void filesOfOneThatStillRunsAreNotOpened() throws IOException {
    try (ChronicleCustomerDictionary running = open(0)) {
      fill(running);
      findsNothing();
      verify(running);
    }
  }

  @Test
  void anotherPopulationFindsNothing() throws IOException {
    stopCleanly();
    try (ChronicleCustomerDictionary dictionary = open(POPULATION - 1)) {
      assertThat(dictionary.isEmpty()).isTrue();
    }
    findsNothing();
  }

  @ParameterizedTest
  @ValueSource(strings = {"customers-0.map", "customers-1.map"})
  void withoutOneOfItsFilesNothingIsThere(String name) throws IOException {
    stopCleanly();
    Files.delete(folder().resolve(name));
    findsNothing();
  }

  @Test
  void withAFileThatWasCutNothingIsThere() throws IOException {
    stopCleanly();
    Path file = folder().resolve("customers-1.map");
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.truncate(Files.size(file) - 1);
    }
    findsNothing();
  }

  @Test
  void withAMapWhoseHeaderIsDamagedNothingIsThere() throws IOException {
    stopCleanly();
    Path file = folder().resolve("customers-1.map");
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.position(20);
      channel.write(java.nio.ByteBuffer.wrap(new byte[200]));
    }
    findsNothing();
  }

  @Test
  void withADamagedMarkerNothingIsThere() throws IOException {
    stopCleanly();
    byte[] whole = Files.readAllBytes(folder().resolve(MARKER));
    for (int at = 0; at <= whole.length; at += 7) {
      byte[] damaged = at == whole.length ? new byte[0] : whole.clone();
      if (damaged.length > 0) {
        damaged[at] ^= 1;
      }
      Files.write(folder().resolve(MARKER), damaged);
      try (ChronicleCustomerDictionary dictionary = open(POPULATION)) {
        assertThat(dictionary.isEmpty()).as("at=%d", at).isTrue();
      }
    }
    findsNothing();
  }

  @Test
  void withAMarkerThatWasNotFinishedNothingIsThere() throws IOException {
    stopCleanly();
    Files.move(folder().resolve(MARKER), folder().resolve(MARKER + ".new"));
    findsNothing();
    assertThat(folder().resolve(MARKER + ".new")).doesNotExist();
  }

  @Test
  void whereTheBudgetDoesNotSufficeOpeningIsRefused() throws IOException {
    stopCleanly();
    var tight = new MemoryBudget(100_000);

    assertThatThrownBy(
            () -> ChronicleCustomerDictionary.open(tight, folder(), POPULATION, FIRST_ROOM))
        .isInstanceOf(BudgetExceededException.class);

    assertThat(tight.used()).isZero();
  }

  private static byte[] id(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }
}
