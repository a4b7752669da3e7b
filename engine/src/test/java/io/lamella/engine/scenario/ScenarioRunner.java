package io.lamella.engine.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Plays a scenario to an [Asker] and compares what it says with what the file says.
final class ScenarioRunner {

  private static final String EVERYONE = "everyone";
  private static final String NOBODY = "nobody";
  private static final String WARNED = "warned ";
  private static final String REFUSED = "refused ";

  private final Scenario scenario;
  private final Asker asker;

  private ScenarioRunner(Scenario scenario, Asker asker) {
    this.scenario = scenario;
    this.asker = asker;
  }

  static void play(Scenario scenario, Asker asker) {
    ScenarioRunner runner = new ScenarioRunner(scenario, asker);
    scenario.acts().forEach(runner::play);
  }

  private void play(Scenario.Act act) {
    switch (act) {
      case Scenario.Settings settings -> asker.settings(settings.settings());
      case Scenario.Load load ->
          assertThat(imported(load)).as(place(load)).isEqualTo(expectedOf(load));
      case Scenario.Ask ask ->
          assertThat(answered(ask))
              .as("%s\n%s", place(ask), ask.expression())
              .isEqualTo(expectedOf(ask));
    }
  }

  private String place(Scenario.Act act) {
    return "scenarios/" + scenario.file() + ":" + act.line() + ": " + scenario.title();
  }

  private List<String> imported(Scenario.Load load) {
    try {
      Asker.Imported imported = asker.load(load.tables());
      return List.of(
          "loaded %d, refused %d, duplicates %d"
              .formatted(imported.loaded(), imported.refused(), imported.duplicates()));
    } catch (Asker.Refusal e) {
      return e.faults().stream().map(REFUSED::concat).toList();
    }
  }

  private static List<String> expectedOf(Scenario.Load load) {
    int lines = load.tables().stream().mapToInt(table -> table.lines().size()).sum();
    return load.expected().isEmpty()
        ? List.of("loaded " + lines + ", refused 0, duplicates 0")
        : load.expected();
  }

  /// In the form of [#expectedOf]: who, then warnings; or refusals alone.
  private List<String> answered(Scenario.Ask ask) {
    try {
      Asker.Answer answer = asker.ask(ask.expression(), ask.asOf());
      assertThat(answer.count()).as(place(ask)).isEqualTo(answer.members().size());
      List<String> lines = new ArrayList<>();
      lines.add(String.join(", ", new TreeSet<>(answer.members())));
      answer.warnings().forEach(warning -> lines.add(WARNED + warning));
      return lines;
    } catch (Asker.Refusal e) {
      return e.faults().stream().map(REFUSED::concat).toList();
    }
  }

  private List<String> expectedOf(Scenario.Ask ask) {
    List<String> lines = new ArrayList<>(ask.expected());
    if (lines.isEmpty()) {
      throw new IllegalArgumentException(place(ask) + ": no answer is written");
    }
    if (!lines.getFirst().startsWith(REFUSED)) {
      lines.set(0, String.join(", ", new TreeSet<>(members(lines.getFirst(), ask))));
    }
    return lines;
  }

  private Set<String> members(String written, Scenario.Ask ask) {
    return switch (written) {
      case NOBODY -> Set.of();
      case EVERYONE -> asker.ask("everyone()", ask.asOf()).members();
      default -> Set.of(written.split(", "));
    };
  }
}
