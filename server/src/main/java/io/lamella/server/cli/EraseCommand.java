package io.lamella.server.cli;

import io.lamella.server.cli.json.FieldNames;
import io.lamella.server.cli.json.LineFile;
import io.lamella.server.cli.json.LinePart;
import io.lamella.v1.CustomerErasure;
import io.lamella.v1.WriteItem;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella erase CUSTOMER_ID ...`.
@Command(
    name = "erase",
    description = {
      "Removes customers and everything known of them.",
      "Nobody finds them from then on; `lamella checkpoint --purge` removes them from every file."
    },
    mixinStandardHelpOptions = true)
final class EraseCommand implements Callable<Integer> {
  @Mixin private Connection connection = new Connection();

  @Parameters(paramLabel = "CUSTOMER_ID", description = "Whom.")
  private List<String> customers = List.of();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "Erases the ids in a file, or on standard input (-), one a line.")
  private @Nullable String file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (customers.isEmpty() == (file == null)) {
      throw new ParameterException(
          spec.commandLine(), "name customers, or a file with --file: one of the two");
    }
    if (file != null) {
      LineFile lines = new LineFile(file);
      return Volume.upload(
          lines.name(),
          connection,
          spec,
          upload -> lines.lines((number, id) -> upload.send(number, erasure(id))));
    }
    return Volume.upload(
        "argument",
        connection,
        spec,
        upload -> {
          for (int i = 0; i < customers.size(); i++) {
            upload.send(i + 1L, erasure(customers.get(i)));
          }
        });
  }

  private static LinePart erasure(String id) {
    return new LinePart.Item(
        "",
        WriteItem.newBuilder().setErasure(CustomerErasure.newBuilder().setCustomerId(id)).build(),
        FieldNames.OWN);
  }
}
