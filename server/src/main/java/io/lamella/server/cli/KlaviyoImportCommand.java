package io.lamella.server.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.lamella.server.cli.csv.BadFileException;
import io.lamella.server.klaviyo.Conversion;
import io.lamella.server.klaviyo.Fidelity;
import io.lamella.server.klaviyo.Finding;
import io.lamella.server.klaviyo.KlaviyoImport;
import io.lamella.server.klaviyo.NameMap;
import io.lamella.server.klaviyo.NameMapReader;
import io.lamella.server.klaviyo.NotKlaviyoException;
import io.lamella.v1.CountRequest;
import io.lamella.v1.CountResponse;
import io.lamella.v1.SegmentServiceGrpc;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella klaviyo import FILE`.
@Command(
    name = "import",
    description = {
      "Turns a segment definition of Klaviyo's API into an expression, and reports how faithful it is.",
      "Ends with 0 if all of it is exact or approximated, with 1 if a part is impossible, with 2 if"
          + " the file is no definition. No server is needed but for --check."
    },
    mixinStandardHelpOptions = true)
final class KlaviyoImportCommand implements Callable<Integer>, Refusals.Asking {
  private static final int IMPOSSIBLE = 1;
  private static final int REFUSED = 2;
  private static final Gson GSON =
      new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

  @Mixin private Connection connection = new Connection();

  @Parameters(paramLabel = "FILE", description = "The definition in JSON; - for standard input.")
  private String file = "";

  @Option(
      names = "--names",
      paramLabel = "MAP",
      description = "A JSON file with Lamella's names for Klaviyo's ids and names.")
  private @Nullable String map;

  @Option(names = "--json", description = "Prints one JSON object.")
  private boolean json;

  @Option(
      names = "--check",
      description =
          "Asks the server whether it knows every name, and how many customers there are.")
  private boolean check;

  @Spec private CommandSpec spec;

  private String expression = "";

  @Override
  public String expression() {
    return expression;
  }

  @Override
  public Integer call() {
    Conversion conversion;
    String reading = file;
    try {
      String definition = SmallFile.read(file);
      NameMap names = NameMap.DEFAULT;
      if (map != null) {
        reading = map;
        names = NameMapReader.read(SmallFile.read(map));
        reading = file;
      }
      conversion = KlaviyoImport.convert(definition, names);
    } catch (NotKlaviyoException e) {
      return refused(e.faults().stream().map(Object::toString).toList(), reading);
    } catch (BadFileException e) {
      return refused(List.of(String.valueOf(e.getMessage())), "");
    }
    print(conversion);
    if (check) {
      expression = conversion.expression();
      check();
    }
    return conversion.fidelity() == Fidelity.IMPOSSIBLE ? impossible(conversion) : 0;
  }

  private int impossible(Conversion conversion) {
    long conditions =
        conversion.findings().stream()
            .filter(finding ->
                finding.fidelity() == Fidelity.IMPOSSIBLE && !finding.expression().isEmpty())
            .count();
    PrintWriter err = spec.commandLine().getErr();
    err.println(
        "lamella: "
            + (conditions == 1 ? "one condition is" : conditions + " conditions are")
            + " impossible; nobody() stands in the expression instead");
    err.flush();
    return IMPOSSIBLE;
  }

  private int refused(List<String> faults, String from) {
    PrintWriter err = spec.commandLine().getErr();
    for (String fault : faults) {
      err.println("lamella: " + (from.isEmpty() ? "" : from + ": ") + fault);
    }
    err.flush();
    return REFUSED;
  }

  private void print(Conversion conversion) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(GSON.toJson(object(conversion)));
    } else {
      out.println(conversion.expression());
      out.println();
      int width =
          conversion.findings().stream()
              .mapToInt(finding -> finding.path().length())
              .max()
              .orElse(1);
      for (Finding finding : conversion.findings()) {
        out.println(
            String.format(
                Locale.ROOT,
                "%-" + width + "s  %s%s",
                finding.path(),
                lower(finding.fidelity()),
                finding.note().isEmpty() ? "" : ": " + finding.note()));
      }
    }
    out.flush();
  }

  private static JsonObject object(Conversion conversion) {
    JsonArray findings = new JsonArray();
    for (Finding finding : conversion.findings()) {
      JsonObject one = new JsonObject();
      one.addProperty("path", finding.path());
      one.addProperty("fidelity", lower(finding.fidelity()));
      one.addProperty("note", finding.note());
      one.addProperty("expression", finding.expression());
      findings.add(one);
    }
    JsonObject object = new JsonObject();
    object.addProperty("expression", conversion.expression());
    object.addProperty("fidelity", lower(conversion.fidelity()));
    object.add("findings", findings);
    return object;
  }

  /// A name that is not known is a refusal of the server's, told like any other.
  private void check() {
    CountRequest request =
        CountRequest.newBuilder()
            .setWorkspace(connection.workspace())
            .setExpression(expression)
            .build();
    CountResponse response =
        connection.with(channel -> SegmentServiceGrpc.newBlockingStub(channel).count(request));
    PrintWriter err = spec.commandLine().getErr();
    Output.warn(err, response.getWarningsList());
    // Beside the JSON there is nothing else on standard output.
    PrintWriter out = json ? err : spec.commandLine().getOut();
    out.println(
        Output.total(
            response.getCount(),
            response.getPopulation(),
            response.getSnapshot(),
            response.getAsOf()));
    out.flush();
  }

  private static String lower(Fidelity fidelity) {
    return fidelity.name().toLowerCase(Locale.ROOT);
  }
}
