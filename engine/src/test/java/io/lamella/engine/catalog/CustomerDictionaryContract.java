package io.lamella.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamella.engine.index.Customers;
import io.lamella.engine.memory.BudgetExceededException;
import io.lamella.engine.memory.MemoryBudget;
import io.lamella.engine.memory.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every [CustomerDictionary] has to be: a map, also for who asks while it grows, within its
/// budget. Ordinals are those of the customers whose ids it holds.
abstract class CustomerDictionaryContract {
  final MemoryBudget budget = new MemoryBudget(1L << 30);
  final Customers customers = new Customers(budget);

  /// One that is empty and small at first.
  abstract CustomerDictionary open(MemoryBudget taken);

  /// Makes it anew without the erased, if it can.
  void rebuild(CustomerDictionary dictionary, BitSet erased) {}

  @AfterEach
  void close() {
    customers.close();
    assertThat(budget.used()).isZero();
  }

  final void add(CustomerDictionary dictionary, byte[] id) {
    dictionary.put(id, customers.add(id));
  }

  static byte[] id(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithAHashMapAsIdsComeAndGo(long seed) {
    var random = new SplittableRandom(seed);
    Map<String, Integer> expected = new HashMap<>();
    BitSet erased = new BitSet();
    try (var dictionary = open(budget)) {
      for (int step = 0; step < 100_000; step++) {
        String name = "c" + random.nextInt(60_000);
        byte[] id = id(name);
        Integer known = expected.get(name);
        assertThat(dictionary.find(id))
            .as("seed=%d, step=%d", seed, step)
            .isEqualTo(known == null ? CustomerDictionary.NONE : known);
        if (known == null) {
          expected.put(name, customers.size());
          add(dictionary, id);
        } else if (random.nextInt(4) == 0) {
          erased.set(known);
          expected.remove(name);
          dictionary.remove(id);
        }
      }
      verify(dictionary, expected, seed);

      rebuild(dictionary, erased);
      verify(dictionary, expected, seed);
    }
  }

  private static void verify(
      CustomerDictionary dictionary, Map<String, Integer> expected, long seed) {
    assertThat(dictionary.size()).as("seed=%d", seed).isEqualTo(expected.size());
    expected.forEach((name, ordinal) ->
        assertThat(dictionary.find(id(name))).as("seed=%d", seed).isEqualTo(ordinal));
    for (int i = 0; i < 1_000; i++) {
      assertThat(dictionary.find(id("absent" + i))).isEqualTo(CustomerDictionary.NONE);
    }
  }

  @Test
  void idsAreToldApartByteForByte() {
    List<byte[]> ids =
        List.of(
            new byte[] {},
            new byte[] {0},
            new byte[] {0, 0},
            new byte[] {-1},
            new byte[] {(byte) 0xC3, 0x28},
            new byte[CustomerDictionary.MAX_ID_BYTES],
            id("a"),
            id("A"),
            id("a "),
            id("é"),
            id("e\u0301"));
    try (var dictionary = open(budget)) {
      for (byte[] id : ids) {
        assertThat(dictionary.find(id)).isEqualTo(CustomerDictionary.NONE);
        add(dictionary, id);
      }
      for (int i = 0; i < ids.size(); i++) {
        assertThat(dictionary.find(ids.get(i))).isEqualTo(i);
      }
    }
  }

  @Test
  void readersFindEveryIdThatWasAddedBeforeTheyAsked() {
    try (var dictionary = open(budget)) {
      askWhileAdding(dictionary, 200_000, _ -> true, ordinal -> add(dictionary, id("r" + ordinal)));
    }
  }

  /// Two readers ask for ids that are there, and for others, while so many are added.
  ///
  /// @param stays whether the id of an ordinal is there for good once it was added
  final void askWhileAdding(
      CustomerDictionary dictionary, int total, IntPredicate stays, IntConsumer adding) {
    var added = new AtomicInteger();
    List<CompletableFuture<Void>> readers = new ArrayList<>();
    for (int reader = 0; reader < 2; reader++) {
      long seed = reader;
      readers.add(
          CompletableFuture.runAsync(() -> {
            var random = new SplittableRandom(seed);
            int seen;
            do {
              seen = added.get();
              int ordinal = random.nextInt(Math.max(seen, 1));
              if (seen > 0 && stays.test(ordinal)) {
                assertThat(dictionary.find(id("r" + ordinal)))
                    .as("seed=%d", seed)
                    .isEqualTo(ordinal);
              }
              assertThat(dictionary.find(id("absent" + ordinal)))
                  .isEqualTo(CustomerDictionary.NONE);
            } while (seen < total);
          }));
    }
    for (int ordinal = 0; ordinal < total; ordinal++) {
      adding.accept(ordinal);
      added.set(ordinal + 1);
    }
    readers.forEach(CompletableFuture::join);
  }

  @Test
  void theBudgetRefusesAnIdAndTheOthersStay() {
    var tight = new MemoryBudget(200_000);
    try (var dictionary = open(tight)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100_000; i++) {
                  add(dictionary, id("budget-" + i));
                }
              })
          .isInstanceOf(BudgetExceededException.class)
          .hasMessageContaining("allowed=200000 bytes");

      int size = Math.toIntExact(dictionary.size());
      assertThat(size).isBetween(1_000, 40_000);
      assertThat(dictionary.find(id("budget-" + (size - 1)))).isEqualTo(size - 1);
      assertThat(dictionary.find(id("budget-" + size))).isEqualTo(CustomerDictionary.NONE);
      assertThat(dictionary.sizeBytes()).isEqualTo(tight.used(Purpose.DICTIONARIES));
    }
    assertThat(tight.used()).isZero();
  }
}
