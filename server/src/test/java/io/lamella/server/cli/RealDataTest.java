package io.lamella.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Goal: real data, imported over the wire by the command line, is answered as it was computed
/// independently. Skipped where the data is not there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealDataTest {
  private static final Path SHARED = shared();

  @TempDir private Path folder = Path.of("");

  private static Path shared() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("shared/data"))) {
        return at.resolve("shared");
      }
    }
    return Path.of("shared");
  }

  @BeforeAll
  void dataIsThere() {
    assumeTrue(Files.isDirectory(SHARED), "skipped: no folder shared/ with real data above here");
  }

  @Test
  void everyQuestionIsAnsweredExactly() throws IOException {
    Struct.Builder questions = Struct.newBuilder();
    JsonFormat.parser()
        .merge(Files.readString(SHARED.resolve("acceptance/questions.json")), questions);
    assertThat(list(questions, "segments")).isNotEmpty();
    assertThat(list(questions, "overlaps")).isNotEmpty();
    long begun = System.nanoTime();
    try (var terminal = new Terminal()) {
      for (String dataset : List.of("online_retail", "complete_journey")) {
        var loaded =
            terminal.run(
                "import",
                "--workspace",
                dataset,
                "--customers",
                data(dataset, "customers"),
                "--events",
                data(dataset, "events"));
        assertThat(loaded.exitCode()).as(loaded.err()).isZero();
        assertThat(loaded.out()).contains("refused 0, duplicate 0");
      }
      long imported = System.nanoTime();
      for (Value question : list(questions, "segments")) {
        ask(terminal, question.getStructValue().getFieldsMap());
      }
      for (Value question : list(questions, "overlaps")) {
        overlap(terminal, question.getStructValue().getFieldsMap());
      }
      System.out.printf(
          Locale.ROOT,
          "real data: both imports in %.1f s, every question in %.1f s%n",
          (imported - begun) / 1e9,
          (System.nanoTime() - imported) / 1e9);
    }
  }

  @Test
  void linesWithoutACustomerAreAllRefused() throws IOException {
    try (var terminal = new Terminal()) {
      Path report = folder.resolve("refused.csv");
      var result =
          terminal.run(
              "import",
              "--events",
              data("online_retail", "events_anonymous"),
              "--report",
              report.toString());
      assertThat(result.out()).contains("read 135,080, loaded 0, refused 135,080");
      assertThat(Files.readAllLines(report)).hasSize(135_081);
      assertThat(terminal.count("everyone()")).isZero();
    }
  }

  private void ask(Terminal terminal, Map<String, Value> question) throws IOException {
    String id = text(question, "id");
    String[] asked = {
      text(question, "expression"),
      "--as-of",
      text(question, "as_of"),
      "--workspace",
      text(question, "dataset")
    };
    long expected = (long) number(question, "expected_count");
    assertThat(
            terminal.run("count", asked[0], asked[1], asked[2], asked[3], asked[4], "--json").out())
        .as(id)
        .startsWith("{\"count\": " + expected + ",");
    Path members = folder.resolve(id);
    var written =
        terminal.run(
            "members",
            asked[0],
            asked[1],
            asked[2],
            asked[3],
            asked[4],
            "--out",
            members.toString());
    assertThat(written.exitCode()).as(id + ": " + written.err()).isZero();
    assertThat(sha256(Files.readAllLines(members)))
        .as(id)
        .isEqualTo(text(question, "members_sha256"));
  }

  private static void overlap(Terminal terminal, Map<String, Value> question) {
    Map<String, Value> segments = struct(question, "segments");
    Map<String, Value> expected = struct(question, "expected_overlap");
    List<String> names = List.copyOf(segments.keySet());
    String[] args = new String[names.size() + 5];
    args[0] = "overlap";
    for (int i = 0; i < names.size(); i++) {
      args[i + 1] = names.get(i) + "=" + text(segments, names.get(i));
    }
    System.arraycopy(
        new String[] {"--as-of", text(question, "as_of"), "--workspace", text(question, "dataset")},
        0,
        args,
        names.size() + 1,
        4);
    String out = terminal.run(args).out().replace(",", "");
    for (String name : names) {
      StringBuilder line = new StringBuilder(name);
      names.forEach(
          other -> line.append(" +").append((long) number(struct(expected, name), other)));
      assertThat(out).containsPattern("(?m)^" + line + "$");
    }
  }

  private static String data(String dataset, String file) {
    return SHARED.resolve("data").resolve(dataset).resolve(file + ".csv.gz").toString();
  }

  private static String sha256(List<String> ids) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ids.stream()
          .sorted()
          .forEach(id -> digest.update((id + "\n").getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Value> list(Struct.Builder all, String name) {
    return all.getFieldsOrThrow(name).getListValue().getValuesList();
  }

  private static Map<String, Value> struct(Map<String, Value> fields, String name) {
    return value(fields, name).getStructValue().getFieldsMap();
  }

  private static String text(Map<String, Value> fields, String name) {
    return value(fields, name).getStringValue();
  }

  private static double number(Map<String, Value> fields, String name) {
    return value(fields, name).getNumberValue();
  }

  private static Value value(Map<String, Value> fields, String name) {
    Value value = fields.get(name);
    assertThat(value).as(name).isNotNull();
    return value == null ? Value.getDefaultInstance() : value;
  }
}
