package io.lamella.engine.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// The names in a folder of a [FaultDisk], as seen and as durable.
final class FaultFolder {
  /// A change of names.
  sealed interface Change {
    void apply(Map<String, FaultContent> names);
  }

  record Put(String name, FaultContent content) implements Change {
    @Override
    public void apply(Map<String, FaultContent> names) {
      names.put(name, content);
    }
  }

  record Delete(String name, FaultContent content) implements Change {
    @Override
    public void apply(Map<String, FaultContent> names) {
      names.remove(name, content);
    }
  }

  record Rename(String source, String target, FaultContent content) implements Change {
    @Override
    public void apply(Map<String, FaultContent> names) {
      names.remove(source, content);
      names.put(target, content);
    }
  }

  private final Map<String, FaultContent> seen = new TreeMap<>();
  private Map<String, FaultContent> durable = new TreeMap<>();
  private final List<Change> pending = new ArrayList<>();

  Map<String, FaultContent> seen() {
    return seen;
  }

  void add(Change change) {
    change.apply(seen);
    pending.add(change);
  }

  /// Adds a name that is durable at once.
  void put(String name, FaultContent content) {
    seen.put(name, content);
    durable.put(name, content);
  }

  void force() {
    durable = new TreeMap<>(seen);
    pending.clear();
  }

  /// What is durable, and each pending change with this probability.
  Map<String, FaultContent> afterCrash(RandomGenerator random, double survival) {
    Map<String, FaultContent> names = new TreeMap<>(durable);
    for (Change change : pending) {
      if (random.nextDouble() < survival) {
        change.apply(names);
      }
    }
    return names;
  }
}
