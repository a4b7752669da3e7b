package io.lamella.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamella.engine.memory.BudgetExceededException;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueDictionaryTest {
  private final MemoryBudget budget = new MemoryBudget(2L << 30);

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void agreesWithAHashMapWhileItGrows(long seed) {
    var random = new SplittableRandom(seed);
    Map<String, Integer> expected = new HashMap<>();
    try (var dictionary = new ValueDictionary(budget)) {
      for (int i = 0; i < 200_000; i++) {
        String value = "größe-" + Integer.toString(random.nextInt(100_000), 36);
        assertThat(dictionary.find(value))
            .as("seed=%d, i=%d", seed, i)
            .isEqualTo(expected.getOrDefault(value, ValueDictionary.NONE));
        int code = expected.computeIfAbsent(value, key -> expected.size());
        assertThat(dictionary.add(value)).as("seed=%d, i=%d", seed, i).isEqualTo(code);
      }
      assertThat(dictionary.size()).as("seed=%d", seed).isEqualTo(expected.size());
      expected.forEach(
          (value, code) -> assertThat(dictionary.value(code)).as("seed=%d", seed).isEqualTo(value));
      assertThat(dictionary.sizeBytes()).isEqualTo(budget.used(Purpose.DICTIONARIES));
    }
    assertThat(budget.used()).isZero();
  }

  @Test
  void emptyLongAndForeignStringsComeBackAsTheyWent() {
    List<String> values = List.of("", " ", "\0", "日本", "😀", "a".repeat(1_000_000), "A", "a");
    try (var dictionary = new ValueDictionary(budget)) {
      for (int code = 0; code < values.size(); code++) {
        assertThat(dictionary.add(values.get(code))).isEqualTo(code);
      }
      for (int code = 0; code < values.size(); code++) {
        assertThat(dictionary.value(code)).isEqualTo(values.get(code));
        assertThat(dictionary.find(values.get(code))).isEqualTo(code);
      }
    }
  }

  @Test
  void halfASurrogatePairIsTakenForAQuestionMark() {
    try (var dictionary = new ValueDictionary(budget)) {
      int code = dictionary.add("a\ud83d");

      assertThat(dictionary.value(code)).isEqualTo("a?");
      assertThat(dictionary.find("a?")).isEqualTo(code);
    }
  }

  @Test
  void aDictionaryThatIsRefusedMemoryKeepsWhatItHad() {
    var tight = new MemoryBudget(100_000);
    try (var dictionary = new ValueDictionary(tight)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1_000_000; i++) {
                  dictionary.add("value-" + i);
                }
              })
          .isInstanceOf(BudgetExceededException.class);

      int size = dictionary.size();
      assertThat(dictionary.find("value-" + (size - 1))).isEqualTo(size - 1);
      assertThat(dictionary.find("value-" + size)).isEqualTo(ValueDictionary.NONE);
      assertThat(dictionary.value(0)).isEqualTo("value-0");
      assertThat(tight.used()).isEqualTo(dictionary.sizeBytes());
    }
    assertThat(tight.used()).isZero();
  }

  @Test
  void aDictionaryThatCannotEvenBeginLeavesNothingBehind() {
    for (int limit = 1; limit < 20_000; limit += 1_000) {
      var tight = new MemoryBudget(limit);
      try {
        new ValueDictionary(tight).close();
      } catch (BudgetExceededException e) {
        assertThat(e).hasMessageContaining("allowed=" + limit);
      }
      assertThat(tight.used()).as("limit=%d", limit).isZero();
    }
  }

  @Test
  void readersSeeEveryPublishedCodeWhileTheWriterAdds() {
    try (var dictionary = new ValueDictionary(budget)) {
      List<CompletableFuture<Void>> readers = new ArrayList<>();
      int total = 100_000;
      for (int reader = 0; reader < 2; reader++) {
        long seed = reader;
        readers.add(
            CompletableFuture.runAsync(() -> {
              var random = new SplittableRandom(seed);
              int size;
              do {
                size = dictionary.size();
                int code = random.nextInt(Math.max(size, 1));
                if (size > 0) {
                  assertThat(dictionary.value(code)).as("seed=%d", seed).isEqualTo("v" + code);
                  assertThat(dictionary.find("v" + code)).as("seed=%d", seed).isEqualTo(code);
                }
              } while (size < total);
            }));
      }
      for (int code = 0; code < total; code++) {
        dictionary.add("v" + code);
      }
      readers.forEach(CompletableFuture::join);
    }
  }

  @Test
  @Tag("long")
  void tenMillionValuesAreNotOnTheHeap() {
    try (var dictionary = new ValueDictionary(budget)) {
      long before = heapBytes();
      for (int code = 0; code < 10_000_000; code++) {
        dictionary.add("https://example.com/product/" + code);
      }

      assertThat(heapBytes() - before).isLessThan(16L << 20);
      assertThat(dictionary.value(9_999_999)).isEqualTo("https://example.com/product/9999999");
    }
  }

  private static long heapBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
