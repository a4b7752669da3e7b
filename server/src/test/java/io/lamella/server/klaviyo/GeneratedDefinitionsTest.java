package io.lamella.server.klaviyo;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.lamella.engine.acceptance.SharedFiles;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.Expressions;
import io.lamella.server.klaviyo.json.Paths;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Goal: nothing that Klaviyo's schema allows is lost. Method: definitions made from the schema by
/// dice; each becomes an expression that is read back as it was written, with a report that speaks
/// for every value, or is refused at a path that it has. Skipped where the schema is not there.
class GeneratedDefinitionsTest {
  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();
  private static final int DEFINITIONS = 4_000;

  @Test
  void aDefinitionOfTheSchemaIsConvertedOrRefusedByPath() throws IOException {
    String text = Files.readString(SharedFiles.find("klaviyo/segment_definition.jsonschema.json"));
    Set<String> types = new HashSet<>();
    int converted = 0;
    for (int seed = 1; seed <= DEFINITIONS; seed++) {
      JsonElement definition = new Schema(text, new Random(seed)).make("SegmentDefinition");
      if (convert(definition, seed)) {
        converted++;
        types.addAll(typesIn(definition));
      }
    }
    System.out.println("of " + DEFINITIONS + " definitions converted: " + converted);
    assertThat(converted).isGreaterThan(DEFINITIONS / 20);
    assertThat(types).hasSize(10);
  }

  private static boolean convert(JsonElement definition, int seed) {
    String json = GSON.toJson(definition);
    try {
      Conversion conversion = KlaviyoImport.convert(json, NameMap.DEFAULT);
      Predicate read = Expressions.parse(conversion.expression(), Limits.DEFAULT).predicate();
      assertThat(read).as("seed=%d, %s", seed, json).isEqualTo(conversion.predicate());
      assertThat(Expressions.print(read)).isEqualTo(conversion.expression());
      assertThat(unspoken(definition, conversion)).as("seed=%d, %s", seed, json).isEmpty();
      return true;
    } catch (NotKlaviyoException e) {
      Set<String> paths = new HashSet<>();
      paths("$", definition, paths, new ArrayList<>());
      assertThat(e.faults())
          .as("seed=%d, %s", seed, json)
          .allSatisfy(fault -> assertThat(paths).contains(fault.place()));
      return false;
    }
  }

  /// The leaves that no line below the groups speaks for.
  private static List<String> unspoken(JsonElement definition, Conversion conversion) {
    List<String> leaves = new ArrayList<>();
    paths("$", definition, new HashSet<>(), leaves);
    return leaves.stream()
        .filter(leaf ->
            conversion.findings().stream()
                .map(Finding::path)
                .noneMatch(path ->
                    leaf.equals(path)
                        || leaf.startsWith(path + ".")
                        || leaf.startsWith(path + "[")))
        .toList();
  }

  private static void paths(
      String path, JsonElement element, Set<String> all, List<String> leaves) {
    all.add(path);
    if (element.isJsonObject()) {
      element
          .getAsJsonObject()
          .asMap()
          .forEach((name, inner) -> paths(Paths.field(path, name), inner, all, leaves));
    } else if (element.isJsonArray()) {
      JsonArray list = element.getAsJsonArray();
      for (int i = 0; i < list.size(); i++) {
        paths(Paths.item(path, i), list.get(i), all, leaves);
      }
    } else {
      leaves.add(path);
    }
  }

  private static Set<String> typesIn(JsonElement definition) {
    Set<String> types = new HashSet<>();
    for (JsonElement group : definition.getAsJsonObject().getAsJsonArray("condition_groups")) {
      for (JsonElement condition : group.getAsJsonObject().getAsJsonArray("conditions")) {
        JsonObject object = condition.getAsJsonObject();
        types.add(object.get("type").getAsString());
      }
    }
    return types;
  }
}
