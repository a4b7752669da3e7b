package io.lamella.engine.scenario;

import io.lamella.engine.api.TableSpec;
import io.lamella.engine.catalog.WorkspaceSettings;
import io.lamella.engine.oracle.Table;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads a scenario file; `scenarios/README.md` tells its readers how one is written.
final class ScenarioReader {

  private static final String ANSWER = "  ";
  private static final String CONTINUED = "    ";

  private final String file;
  private final List<String> lines;
  private final List<Scenario.Act> acts = new ArrayList<>();
  private final List<Table> tables = new ArrayList<>();
  private WorkspaceSettings settings = WorkspaceSettings.DEFAULT;
  private Instant asOf = Instant.EPOCH;
  private int place;

  private ScenarioReader(String file, String text) {
    this.file = file;
    lines = text.lines().map(String::stripTrailing).toList();
  }

  static Scenario read(String file, String text) {
    return new ScenarioReader(file, text).scenario();
  }

  private Scenario scenario() {
    String title = lines.getFirst();
    place = 1;
    while (place < lines.size()) {
      String line = lines.get(place);
      if (line.isEmpty() || line.startsWith("#")) {
        place++;
      } else {
        readAct(line);
      }
    }
    return new Scenario(file, title, acts);
  }

  private void readAct(String line) {
    int at = place + 1;
    place++;
    String rest = line.substring(line.indexOf(' ') + 1);
    if (line.startsWith("zone ")) {
      put(at, new WorkspaceSettings(ZoneId.of(rest), settings.firstDayOfWeek(), Optional.empty()));
    } else if (line.startsWith("week starts ")) {
      String day = line.substring("week starts ".length()).toUpperCase(Locale.ROOT);
      put(at, new WorkspaceSettings(settings.zone(), DayOfWeek.valueOf(day), Optional.empty()));
    } else if (line.startsWith("as of ")) {
      asOf = Instant.parse(line.substring("as of ".length()));
    } else if (line.equals("customers")) {
      tables.add(TableReader.read(TableSpec.Kind.CUSTOMERS, source(), indented(ANSWER)));
    } else if (line.equals("events")) {
      tables.add(TableReader.read(TableSpec.Kind.EVENTS, source(), indented(ANSWER)));
    } else if (line.equals("import")) {
      load(at, indented(ANSWER));
    } else if (line.startsWith("ask ")) {
      if (!tables.isEmpty()) {
        load(at, List.of());
      }
      String expression = String.join("\n", indentedAfter(rest));
      acts.add(new Scenario.Ask(at, expression, asOf, indented(ANSWER)));
    } else {
      throw new IllegalArgumentException(file + ":" + at + ": not understood: " + line);
    }
  }

  /// Ends the tables so far as one import, which a question does by itself.
  private void load(int at, List<String> expected) {
    acts.add(new Scenario.Load(at, tables, expected));
    tables.clear();
  }

  private void put(int at, WorkspaceSettings changed) {
    settings = changed;
    acts.add(new Scenario.Settings(at, changed));
  }

  private String source() {
    return "table " + (tables.size() + 1);
  }

  /// The first line and those that continue it.
  private List<String> indentedAfter(String first) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(indented(CONTINUED));
    return all;
  }

  /// The following lines that begin with the indent, without it.
  private List<String> indented(String indent) {
    List<String> found = new ArrayList<>();
    while (place < lines.size() && lines.get(place).startsWith(indent)) {
      found.add(lines.get(place).substring(indent.length()));
      place++;
    }
    return found;
  }
}
