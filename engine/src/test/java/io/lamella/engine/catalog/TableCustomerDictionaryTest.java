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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: the table over the customers' ids is a map, also for who asks while it grows.
class TableCustomerDictionaryTest {
  private final MemoryBudget budget = new MemoryBudget(1L << 30);
  private final Customers customers = new Customers(budget);
  private final long usedByCustomers = budget.used();

  @AfterEach
  void close() {
    customers.close();
    assertThat(budget.used()).isZero();
  }

  private void add(TableCustomerDictionary dictionary, byte[] id) {
    dictionary.put(id, customers.add(id));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithAHashMapAsIdsComeAndGo(long seed) {
    var random = new SplittableRandom(seed);
    Map<String, Integer> expected = new HashMap<>();
    BitSet erased = new BitSet();
    try (var dictionary = new TableCustomerDictionary(budget, customers)) {
      for (int step = 0; step < 200_000; step++) {
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

      dictionary.rebuild(customers.size(), erased::get);
      verify(dictionary, expected, seed);
    }
  }

  private static void verify(
      TableCustomerDictionary dictionary, Map<String, Integer> expected, long seed) {
    assertThat(dictionary.size()).as("seed=%d", seed).isEqualTo(expected.size());
    expected.forEach((name, ordinal) ->
        assertThat(dictionary.find(id(name))).as("seed=%d", seed).isEqualTo(ordinal));
    for (int i = 0; i < 1_000; i++) {
      assertThat(dictionary.find(id("absent" + i))).isEqualTo(CustomerDictionary.NONE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 63, 64, 65, 768, 769, 100_000})
  void isBuiltAnewFromTheIdsInFewBytes(int population) {
    for (int i = 0; i < population; i++) {
      customers.add(id("customer-" + i));
    }
    try (var dictionary = new TableCustomerDictionary(budget, customers)) {
      dictionary.rebuild(population, ordinal -> ordinal % 10 == 3);

      int living = 0;
      for (int i = 0; i < population; i++) {
        boolean erased = i % 10 == 3;
        living += erased ? 0 : 1;
        assertThat(dictionary.find(id("customer-" + i)))
            .isEqualTo(erased ? CustomerDictionary.NONE : i);
      }
      assertThat(dictionary.size()).isEqualTo(living);
      assertThat(dictionary.sizeBytes()).isLessThanOrEqualTo(Math.max(4_096, living * 11L));
      add(dictionary, id("one more"));
      assertThat(dictionary.find(id("one more"))).isEqualTo(population);
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
    try (var dictionary = new TableCustomerDictionary(budget, customers)) {
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
  void customersTakenBackAreForgottenAndTheirOrdinalsUsedAgain() {
    try (var dictionary = new TableCustomerDictionary(budget, customers)) {
      for (int i = 0; i < 5_000; i++) {
        add(dictionary, id("kept" + i));
      }
      for (int round = 0; round < 50; round++) {
        for (int i = 0; i < 500; i++) {
          add(dictionary, id("round" + round + "-" + i));
        }
        for (int ordinal = 5_000; ordinal < customers.size(); ordinal++) {
          dictionary.remove(customers.id(ordinal));
        }
        customers.truncate(5_000);
        assertThat(dictionary.find(id("round" + round + "-7"))).isEqualTo(CustomerDictionary.NONE);
      }
      add(dictionary, id("new"));

      assertThat(dictionary.find(id("new"))).isEqualTo(5_000);
      assertThat(dictionary.size()).isEqualTo(5_001);
      for (int i = 0; i < 5_000; i++) {
        assertThat(dictionary.find(id("kept" + i))).isEqualTo(i);
      }
    }
  }

  @Test
  void readersFindEveryIdThatWasAddedBeforeTheyAskedWhileOthersComeAndGo() {
    try (var dictionary = new TableCustomerDictionary(budget, customers)) {
      var added = new AtomicInteger();
      int total = 400_000;
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
                if (seen > 0 && ordinal % 8 != 5) {
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
        add(dictionary, id("r" + ordinal));
        added.set(ordinal + 1);
        if (ordinal >= 1_000 && (ordinal - 1_000) % 8 == 5) {
          dictionary.remove(id("r" + (ordinal - 1_000)));
        }
        if (ordinal % 50_000 == 49_999) {
          int population = ordinal + 1;
          int gone = ordinal - 1_000;
          dictionary.rebuild(population, erased -> erased % 8 == 5 && erased <= gone);
        }
      }
      readers.forEach(CompletableFuture::join);
    }
  }

  @Test
  void theBudgetRefusesAnIdAndTheOthersStay() {
    var tight = new MemoryBudget(200_000);
    try (var dictionary = new TableCustomerDictionary(tight, customers)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100_000; i++) {
                  add(dictionary, id("budget-" + i));
                }
              })
          .isInstanceOf(BudgetExceededException.class)
          .hasMessageContaining("allowed=200000 bytes");

      int size = Math.toIntExact(dictionary.size());
      assertThat(size).isBetween(10_000, 40_000);
      assertThat(dictionary.find(id("budget-" + (size - 1)))).isEqualTo(size - 1);
      assertThat(dictionary.find(id("budget-" + size))).isEqualTo(CustomerDictionary.NONE);
      assertThat(dictionary.sizeBytes()).isEqualTo(tight.used(Purpose.DICTIONARIES));
    }
    assertThat(tight.used()).isZero();
    assertThat(budget.used()).isGreaterThan(usedByCustomers);
  }

  private static byte[] id(String id) {
    return id.getBytes(StandardCharsets.UTF_8);
  }
}
