package io.lamella.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.api.Fault;
import io.lamella.engine.api.SavedSegment;
import io.lamella.engine.catalog.Catalog;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.catalog.WorkspaceSettings;
import io.lamella.engine.index.Definitions;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.text.Expressions;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Goal: what an expression names is checked and measured with it, and told at the place of the
/// name. Method: saved segments that no engine would have let in, as time may have made them.
class NestedSegmentsTest {

  private final TreeMap<String, Definitions.Segment> segments = new TreeMap<>();

  @Test
  void aNameThatIsNearIsSuggested() {
    save("VIP", "age > 1");
    assertThat(faults("age > 5 && segment('VIPs')"))
        .containsExactly("1:12: unknown segment 'VIPs'; did you mean 'VIP'?");
    assertThat(faults("segment('VIP')")).isEmpty();
  }

  @Test
  void aFaultInsideIsToldWithTheSegmentAndItsPlace() {
    save("A", "age > 2 &&\n segment('B')");
    save("B", "height > 1 || agee > 2");
    assertThat(faults("age > 5 && segment('A')"))
        .containsExactly(
            "1:12: in segment 'A' at 2:2: in segment 'B' at 1:1: unknown attribute 'height'",
            "1:12: in segment 'A' at 2:2: in segment 'B' at 1:15: unknown attribute 'agee'; did you"
                + " mean 'age'?");
  }

  @Test
  void aSegmentThatIsGoneIsToldWhereItIsNamed() {
    save("A", "age > 2 && segment('gone')");
    assertThat(faults("!segment('A')"))
        .containsExactly("1:2: in segment 'A' at 1:12: unknown segment 'gone'");
  }

  @Test
  void whatIsWrongInASegmentIsToldOnce() {
    save("A", "height > 1");
    assertThat(faults("segment('A') || !segment('A')")).hasSize(1);
  }

  @Test
  void aHundredLevelsOfDoublingAreRefusedAtOnce() {
    save("0", "age > 0 && age < 9");
    for (int i = 1; i <= 100; i++) {
      save("" + i, "segment('" + (i - 1) + "') || !segment('" + (i - 1) + "')");
    }
    assertThat(faults("segment('100')"))
        .containsExactly(
            "1:1: nested too deeply with what segment '100' is made of; the limit is 32 levels");
    assertThat(faults("segment('8')"))
        .containsExactly(
            "1:1: too large with what segment '8' is made of; the limit is 1024 nodes");
    assertThat(faults("segment('6')")).isEmpty();
  }

  @Test
  void nodesAndListedValuesAreAddedUp() {
    save("nodes", chain(500));
    assertThat(faults("segment('nodes') && " + chain(520))).isEmpty();
    assertThat(faults("segment('nodes') && segment('nodes') && " + chain(25)))
        .singleElement()
        .asString()
        .endsWith("the limit is 1024 nodes");
    save(
        "values",
        IntStream.range(0, 6_000)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(", ", "age in [", "]")));
    assertThat(faults("segment('values') || segment('values')"))
        .containsExactly(
            "1:1: too many listed values with what segment 'values' is made of; the limit is 10000");
  }

  @Test
  void levelsAreAddedUp() {
    save("deep", "!(".repeat(15) + "age > 1" + ")".repeat(15));
    assertThat(faults("!(".repeat(15) + "segment('deep')" + ")".repeat(15))).isEmpty();
    assertThat(faults("!(".repeat(16) + "segment('deep')" + ")".repeat(16)))
        .singleElement()
        .asString()
        .endsWith("nested too deeply with what segment 'deep' is made of; the limit is 32 levels");
  }

  private void save(String name, String expression) {
    segments.put(
        name,
        new Definitions.Segment(
            new SavedSegment(
                name,
                List.of(
                    new SavedSegment.Version(
                        1,
                        expression,
                        SavedSegment.Remarks.NONE,
                        new SavedSegment.Saved("", Instant.EPOCH))))));
  }

  private static String chain(int terms) {
    return IntStream.range(0, terms)
        .mapToObj(i -> "age > " + i)
        .collect(Collectors.joining(" && "));
  }

  private List<String> faults(String expression) {
    Located located = Expressions.parse(expression, Limits.DEFAULT);
    var attributes = new TreeMap<String, ValueType>();
    attributes.put("age", ValueType.NUMBER);
    var catalog =
        new Catalog(WorkspaceSettings.DEFAULT, attributes, new TreeMap<>(), new TreeMap<>());
    return Checker.check(
            located,
            catalog,
            new Definitions(segments, new TreeMap<>(), new TreeMap<>()),
            Limits.DEFAULT)
        .stream()
        .map(Fault::toString)
        .toList();
  }
}
