package io.lamella.engine.ingest;

import io.lamella.engine.catalog.ValueDictionary;
import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.Behaviour;
import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Changes;
import io.lamella.engine.index.Part;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.index.Values;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which strings somebody still has: what only an erased customer had is to be nowhere, neither in
/// a dictionary. Confined to one thread at a time.
final class UsedCodes {

  /// Codes of one dictionary.
  ///
  /// @param size how many codes it had
  private record Codes(ValueDictionary dictionary, int size, BitSet used) {
    static Codes of(ValueDictionary dictionary) {
      return new Codes(dictionary, dictionary.size(), new BitSet());
    }
  }

  private final Map<String, Codes> attributes = new HashMap<>();
  private final Map<String, Codes> properties = new HashMap<>();

  /// Looks at every value of a snapshot.
  UsedCodes(Snapshot snapshot) {
    snapshot
        .dictionaries()
        .attributes()
        .forEach((name, dictionary) -> attributes.put(name, Codes.of(dictionary)));
    snapshot
        .dictionaries()
        .properties()
        .forEach((name, dictionary) -> properties.put(name, Codes.of(dictionary)));
    add(snapshot, Set.of());
  }

  /// Looks at what a later snapshot has and an earlier one has not.
  void addNew(Snapshot seen, Snapshot later) {
    add(later, Merge.identitySet(seen.parts().toList()));
  }

  private void add(Snapshot snapshot, Set<Part> known) {
    attributes.forEach((name, codes) -> {
      snapshot
          .attribute(name)
          .filter(attribute -> !known.contains(attribute))
          .ifPresent(attribute -> add(attribute, codes.used));
      for (Changes changes : snapshot.changes(name)) {
        if (!known.contains(changes)) {
          changes.values().ifPresent(values -> add(values, changes.rows(), codes.used));
        }
      }
    });
    List<Bucket> buckets =
        snapshot.behaviours().values().stream()
            .map(Behaviour::all)
            .flatMap(List::stream)
            .filter(bucket -> !known.contains(bucket))
            .toList();
    properties.forEach((name, codes) -> {
      for (Bucket bucket : buckets) {
        bucket.property(name).ifPresent(values -> add(values, bucket.rows(), codes.used));
      }
    });
  }

  private static void add(Attribute attribute, BitSet used) {
    for (int code = 0; code < attribute.codes(); code++) {
      if (attribute.cardinality(code) > 0) {
        used.set(code);
      }
    }
  }

  private static void add(Values values, int rows, BitSet used) {
    switch (values) {
      case Values.Codes(var codes) -> {
        for (int row = 0; row < rows; row++) {
          if (codes.has(row)) {
            used.set((int) codes.value(row));
          }
        }
      }
      case Values.Sets sets -> {
        for (int row = 0; row < rows; row++) {
          for (int number = 0; number < sets.size(row); number++) {
            used.set(sets.member(row, number));
          }
        }
      }
      case Values.Decimals _ -> {}
    }
  }

  /// Takes every other string away.
  void erase() {
    attributes.values().forEach(UsedCodes::erase);
    properties.values().forEach(UsedCodes::erase);
  }

  private static void erase(Codes codes) {
    BitSet unused = new BitSet();
    unused.set(0, codes.size);
    unused.andNot(codes.used);
    codes.dictionary.erase(unused);
  }
}
