package io.lamella.server.klaviyo.json;

import io.lamella.engine.api.Fault;
import java.util.ArrayList;
import java.util.List;

/// What is wrong with a document, by path, in the order in which it was found. Not more than a
/// hundred faults are kept; of the others it is told how many there are.
public final class PathFaults {
  private static final int MAX_FAULTS = 100;

  private final List<Fault> faults = new ArrayList<>();
  private int more;

  /// Notes a fault.
  ///
  /// @param path `$.condition_groups[1].conditions[0].type`
  public void add(String path, String message) {
    if (faults.size() < MAX_FAULTS) {
      faults.add(new Fault(path, message));
    } else {
      more++;
    }
  }

  public boolean isEmpty() {
    return faults.isEmpty();
  }

  /// All of them.
  public List<Fault> list() {
    List<Fault> all = new ArrayList<>(faults);
    if (more > 0) {
      all.add(new Fault("", "and more faults: more=" + more));
    }
    return List.copyOf(all);
  }
}
