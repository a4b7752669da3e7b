package io.lamella.engine.exec;

import io.lamella.engine.bitmap.AndCount;
import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.Changes;
import io.lamella.engine.index.CurrentValues;
import io.lamella.engine.index.Values;
import io.lamella.engine.kernel.Kernels;
import java.util.Arrays;
import java.util.Optional;

/// Counts what some customers have of one attribute now, by categories: of those who were not
/// changed since it was built by the cheapest way of [RawCounts], or number by number; of the
/// others one by one. Confined to one thread; several may share the chunks of a long question.
final class CategoryCounts {
  private static final int WORDS = Population.CHUNK_WORDS;

  private final CurrentValues current;
  private final Categories categories;

  /// Of those who were not changed; none if values are not looked at, or nobody had one.
  private final Optional<ValueCounts> built;

  private final long[] counts;
  private final long[] unchanged = new long[WORDS];
  private final long[] changed = new long[WORDS];
  private long present;

  CategoryCounts(CurrentValues current, Categories categories, Population population) {
    this.current = current;
    this.categories = categories;
    this.counts = new long[categories.size()];
    this.built = current.built().flatMap(attribute -> counting(attribute, categories, population));
  }

  private static Optional<ValueCounts> counting(
      Attribute attribute, Categories categories, Population population) {
    return switch (categories) {
      case Categories.Presence _ -> Optional.empty();
      case Categories.Codes _ -> Optional.of(new RawCounts(attribute, population));
      case Categories.Bins bins ->
          Optional.of(
              attribute.raws() > 0
                  ? new RawCounts(attribute, population)
                  : new BinCounts((Values.Decimals) attribute.values(), bins));
    };
  }

  /// Adds members of a chunk.
  ///
  /// @param members 1,024 words
  /// @param count how many they are
  void add(int chunk, long[] members, int count) {
    if (count == 0) {
      return;
    }
    long[] rest = members;
    int restCount = count;
    if (anyChanged(chunk)) {
      rest = unchanged;
      restCount = split(chunk, members);
    }
    if (restCount > 0 && current.built().isPresent()) {
      Bitmap having = current.built().get().present();
      long entry = having.entryOf(chunk);
      if (entry != 0) {
        present += AndCount.ofWords(having, entry, rest, changed);
        if (built.isPresent()) {
          built.get().add(chunk, rest, restCount);
        }
      }
    }
  }

  private boolean anyChanged(int chunk) {
    for (Changes layer : current.changes()) {
      if (layer.customers().entryOf(chunk) != 0) {
        return true;
      }
    }
    return false;
  }

  /// Adds those who were changed one by one; returns how many are left as [#unchanged].
  private int split(int chunk, long[] members) {
    Arrays.fill(changed, 0);
    for (Changes layer : current.changes()) {
      long entry = layer.customers().entryOf(chunk);
      if (entry != 0) {
        layer.customers().or(entry, 0, WORDS, changed, 0);
      }
    }
    System.arraycopy(members, 0, unchanged, 0, WORDS);
    Kernels.andNot(changed, 0, unchanged, 0, WORDS);
    Kernels.and(members, 0, changed, 0, WORDS);
    for (int word = 0; word < WORDS; word++) {
      for (long left = changed[word]; left != 0; left &= left - 1) {
        addChanged((chunk << 16) | (word << 6) | Long.numberOfTrailingZeros(left));
      }
    }
    return (int) Kernels.popcount(unchanged, 0, WORDS);
  }

  private void addChanged(int ordinal) {
    current
        .of(ordinal)
        .ifPresent(place -> {
          present++;
          addTo(counts, categories, place, 1);
        });
  }

  /// Adds a step to every category that a value is in.
  static void addTo(long[] counts, Categories categories, CurrentValues.Place place, int step) {
    switch (categories) {
      case Categories.Presence _ -> {}
      case Categories.Bins bins ->
          counts[bins.of(((Values.Decimals) place.values()).value(place.row()))] += step;
      case Categories.Codes _ -> {
        switch (place.values()) {
          case Values.Codes codes -> counts[(int) codes.codes().value(place.row())] += step;
          case Values.Sets sets -> {
            int size = sets.size(place.row());
            for (int number = 0; number < size; number++) {
              counts[sets.member(place.row(), number)] += step;
            }
          }
          case Values.Decimals _ -> throw new IllegalStateException("numbers have no codes");
        }
      }
    }
  }

  /// What was counted.
  CategoryTally tally() {
    long[] all = counts.clone();
    if (built.isPresent()) {
      switch (built.get()) {
        case RawCounts raws ->
            addRaws(current.built().orElseThrow(), raws.counts(), categories, all);
        case BinCounts bins -> {
          for (int bin = 0; bin < all.length; bin++) {
            all[bin] += bins.counts()[bin];
          }
        }
        default -> throw new IllegalStateException("not counted by category");
      }
    }
    return CategoryTally.of(present, all);
  }

  private static void addRaws(
      Attribute attribute, int[] raws, Categories categories, long[] target) {
    for (int raw = 1; raw < raws.length; raw++) {
      if (raws[raw] != 0) {
        target[category(attribute, raw, categories)] += raws[raw];
      }
    }
  }

  /// The category of the value that stands as this raw in the column.
  static int category(Attribute attribute, int raw, Categories categories) {
    return switch (attribute.values()) {
      case Values.Codes codes -> raw - 1 + (int) codes.codes().base();
      case Values.Sets _ -> raw - 1;
      case Values.Decimals decimals -> ((Categories.Bins) categories).of(decimals.ofRaw(raw));
    };
  }
}
