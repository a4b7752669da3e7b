package io.lamella.engine.exec;

import io.lamella.engine.api.MemberSample.Event;
import io.lamella.engine.api.MemberSample.NamedValue;
import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.plan.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Finds the events of single customers that a selection has. Confined to one thread.
public final class Evidence {
  private final Snapshot snapshot;
  private final Map<String, EventRows> rows = new TreeMap<>();

  public Evidence(Snapshot snapshot, Plan.Events events) {
    this.snapshot = snapshot;
    for (String behaviour : events.behaviours()) {
      rows.put(behaviour, new EventRows(snapshot, events.of(behaviour)));
    }
  }

  private record Row(String behaviour, long millis, Bucket bucket, int row) {}

  /// The newest events of a customer, each with how many there are in all.
  ///
  /// @param node what is told as the events' clause
  public List<Event> of(int ordinal, List<Integer> node, int most) {
    List<Row> found = new ArrayList<>();
    rows.forEach((behaviour, selection) ->
        selection.forCustomer(
            ordinal,
            (bucket, fromRow, count, selected) ->
                SelectedRows.forEach(
                    selected, count, place -> found.add(row(behaviour, bucket, fromRow + place)))));
    return found.stream()
        .sorted(Comparator.comparingLong(Row::millis).reversed())
        .limit(most)
        .map(row ->
            new Event(
                node,
                row.behaviour,
                Instant.ofEpochMilli(row.millis),
                properties(row),
                found.size()))
        .toList();
  }

  private static Row row(String behaviour, Bucket bucket, int row) {
    return new Row(behaviour, bucket.startMillis() + bucket.times().value(row), bucket, row);
  }

  private List<NamedValue> properties(Row row) {
    List<NamedValue> properties = new ArrayList<>();
    new TreeMap<>(row.bucket.properties())
        .forEach((name, values) ->
            RowText.of(
                    snapshot.catalog().propertyType(name),
                    values,
                    row.row,
                    snapshot.dictionaries().properties().get(name))
                .ifPresent(text -> properties.add(new NamedValue(name, text))));
    return properties;
  }
}
