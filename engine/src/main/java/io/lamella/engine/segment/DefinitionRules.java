package io.lamella.engine.segment;

import io.lamella.engine.api.Draft;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What may be kept under a name, names and sizes apart from any snapshot.
final class DefinitionRules {
  static final int MAX_SEGMENTS = 10_000;
  static final int MAX_LISTS = 1_000;
  static final int MAX_PARTITIONS = 1_000;
  static final int MAX_VERSIONS = 10_000;
  static final int MAX_EXPRESSION = 100_000;
  static final int MAX_STAGES = 50;

  private static final int MAX_NAME = 200;
  private static final int MAX_DESCRIPTION = 2_000;
  private static final int MAX_TAGS = 50;

  private DefinitionRules() {}

  /// Refuses a draft whose name or remarks may not be.
  static void check(Draft draft) {
    List<Fault> faults = new ArrayList<>();
    checkName(draft.name(), "name", faults);
    checkLength(draft.author(), "author", MAX_NAME, faults);
    checkLength(draft.remarks().description(), "description", MAX_DESCRIPTION, faults);
    List<String> tags = draft.remarks().tags();
    if (tags.size() > MAX_TAGS) {
      faults.add(new Fault("tags", "too many tags: tags=" + tags.size() + ", allowed=" + MAX_TAGS));
    }
    for (int i = 0; i < tags.size(); i++) {
      checkName(tags.get(i), "tags[" + i + "]", faults);
    }
    refuse(faults);
  }

  /// Refuses stages whose names or number may not be.
  static void check(List<Draft.StageDraft> stages) {
    List<Fault> faults = new ArrayList<>();
    if (stages.isEmpty() || stages.size() > MAX_STAGES) {
      faults.add(
          new Fault(
              "stages", "a partition has 1 to " + MAX_STAGES + " stages: stages=" + stages.size()));
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < stages.size(); i++) {
      String place = "stages[" + i + "].name";
      checkName(stages.get(i).name(), place, faults);
      if (!names.add(stages.get(i).name())) {
        faults.add(new Fault(place, "each stage needs a name of its own"));
      }
    }
    refuse(faults);
  }

  private static void refuse(List<Fault> faults) {
    if (!faults.isEmpty()) {
      throw new EngineException(
          EngineException.Code.INVALID_ARGUMENT, faults.getFirst().toString(), faults);
    }
  }

  private static void checkName(String name, String place, List<Fault> faults) {
    int length = name.codePointCount(0, name.length());
    if (length == 0
        || length > MAX_NAME
        || !name.strip().equals(name)
        || name.codePoints().anyMatch(Character::isISOControl)) {
      faults.add(
          new Fault(
              place,
              "a name is 1 to "
                  + MAX_NAME
                  + " characters, none of them a control character, without white space around"));
    }
  }

  private static void checkLength(String text, String place, int most, List<Fault> faults) {
    int length = text.codePointCount(0, text.length());
    if (length > most) {
      faults.add(new Fault(place, "too long: characters=" + length + ", allowed=" + most));
    }
  }
}
