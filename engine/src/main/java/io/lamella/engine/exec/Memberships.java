package io.lamella.engine.exec;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.plan.Plan;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Tells which of some plans customers are in: in each chunk that has one of them, every plan is
/// asked for these alone. Made ready once for many questions of the same snapshot, which is held
/// whenever it is used. Confined to one thread at a time.
public final class Memberships {
  /// The deadline is looked at before every so many of a chunk's plans.
  private static final int CHECK_EVERY = 16;

  private final Node[] roots;

  /// Its own: nodes may keep some of it for as long as they are used.
  private final ChunkScratch scratch = new ChunkScratch();

  /// Makes plans ready.
  ///
  /// @throws io.lamella.engine.api.EngineException `DEADLINE_PASSED`, `CANCELLED`
  public Memberships(Snapshot snapshot, List<Plan> plans, Deadline deadline) {
    List<Plan> resolved = Rankings.resolve(plans, snapshot, deadline);
    this.roots = new NodeFactory(snapshot, false, scratch).nodes(resolved);
  }

  /// Of each customer the numbers of the plans that it is in.
  ///
  /// @param ordinals each once, in any order
  /// @throws io.lamella.engine.api.EngineException `DEADLINE_PASSED`, `CANCELLED`; it is then of no
  ///   further use
  public List<BitSet> of(int[] ordinals, Deadline deadline) {
    List<BitSet> memberships = Stream.generate(BitSet::new).limit(ordinals.length).toList();
    fill(ordinals, memberships, deadline);
    return memberships;
  }

  private void fill(int[] ordinals, List<BitSet> memberships, Deadline deadline) {
    int[] ascending =
        IntStream.range(0, ordinals.length)
            .boxed()
            .sorted((a, b) -> Integer.compare(ordinals[a], ordinals[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    int from = 0;
    while (from < ascending.length) {
      int chunk = ordinals[ascending[from]] >>> 16;
      int to = from;
      while (to < ascending.length && ordinals[ascending[to]] >>> 16 == chunk) {
        to++;
      }
      deadline.check();
      fill(chunk, ordinals, Arrays.copyOfRange(ascending, from, to), memberships, deadline);
      from = to;
    }
  }

  /// @param places of the chunk's customers among the ordinals, ascending by ordinal
  private void fill(
      int chunk, int[] ordinals, int[] places, List<BitSet> memberships, Deadline deadline) {
    char[] asked = new char[places.length];
    for (int i = 0; i < places.length; i++) {
      asked[i] = (char) ordinals[places[i]];
    }
    char[] kept = scratch.takeLows();
    for (int root = 0; root < roots.length; root++) {
      if (root % CHECK_EVERY == CHECK_EVERY - 1) {
        deadline.check();
      }
      int count = kept(roots[root], chunk, asked, kept);
      int at = 0;
      for (int i = 0; i < count; i++) {
        while (asked[at] != kept[i]) {
          at++;
        }
        memberships.get(places[at]).set(root);
      }
    }
    scratch.giveLows();
  }

  private static int kept(Node root, int chunk, char[] asked, char[] kept) {
    return switch (root.enter(chunk)) {
      case EMPTY -> 0;
      case FULL -> {
        System.arraycopy(asked, 0, kept, 0, asked.length);
        yield asked.length;
      }
      case SOME -> {
        System.arraycopy(asked, 0, kept, 0, asked.length);
        yield root.keep(kept, asked.length);
      }
    };
  }
}
