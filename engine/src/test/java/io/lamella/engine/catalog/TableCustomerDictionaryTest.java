package io.lamella.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.memory.MemoryBudget;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: the table over the customers' ids is a map, also for who asks while it grows.
class TableCustomerDictionaryTest extends CustomerDictionaryContract {
  @Override
  CustomerDictionary open(MemoryBudget taken) {
    return new TableCustomerDictionary(taken, customers);
  }

  @Override
  void rebuild(CustomerDictionary dictionary, BitSet erased) {
    ((TableCustomerDictionary) dictionary).rebuild(customers.size(), erased::get);
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
  void readersFindEveryIdWhileOthersComeAndGo() {
    try (var dictionary = new TableCustomerDictionary(budget, customers)) {
      askWhileAdding(
          dictionary,
          400_000,
          ordinal -> ordinal % 8 != 5,
          ordinal -> {
            add(dictionary, id("r" + ordinal));
            int gone = ordinal - 1_000;
            if (gone >= 0 && gone % 8 == 5) {
              dictionary.remove(id("r" + gone));
            }
            if (ordinal % 50_000 == 49_999) {
              dictionary.rebuild(ordinal + 1, erased -> erased % 8 == 5 && erased <= gone);
            }
          });
    }
  }
}
