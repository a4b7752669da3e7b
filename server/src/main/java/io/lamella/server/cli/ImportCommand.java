package io.lamella.server.cli;

import io.lamella.engine.api.TableSpec;
import io.lamella.server.cli.csv.CsvFile;
import io.lamella.server.cli.csv.InferredTable;
import io.lamella.v1.ImportResponse;
import io.lamella.v1.RefusedLines;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lamella import --customers FILE... --events FILE...`: reads every file once to know its types,
/// once to send it.
@Command(
    name = "import",
    description = "Loads customers and events from CSV files, plain or gzip.",
    mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
  private static final int SHOWN_REFUSALS = 10;
  private static final int REFUSED = 1;

  @Mixin private Connection connection = new Connection();

  @Option(
      names = "--customers",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files with a line a customer: customer_id and attributes.")
  private List<Path> customers = List.of();

  @Option(
      names = "--events",
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files with a line an event: customer_id, event, timestamp, properties.")
  private List<Path> events = List.of();

  @Option(names = "--strict", description = "Loads nothing if any line is refused.")
  private boolean strict;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Where refused lines are listed, if there are any (default: ${DEFAULT-VALUE}).",
      defaultValue = "import.refused.csv")
  private Path report = Path.of("");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (customers.isEmpty() && events.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "name files: --customers FILE... or --events FILE...");
    }
    // Once lines are loaded it is too late to find that nobody can be told of the others.
    Path parent = report.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new IOException(report + ": its folder is not there");
    }
    List<InferredTable> tables = new ArrayList<>();
    try (ProgressBar bar = bar("reading")) {
      for (Path path : customers) {
        tables.add(infer(path, TableSpec.Kind.CUSTOMERS, bar));
      }
      for (Path path : events) {
        tables.add(infer(path, TableSpec.Kind.EVENTS, bar));
      }
    }
    var refusals = new RefusalReport();
    tables.forEach(table -> addRagged(table, refusals));
    long ragged = refusals.size();
    long lines = tables.stream().mapToLong(InferredTable::lines).sum();
    if (strict && ragged > 0) {
      return tell(ImportResponse.getDefaultInstance(), lines, ragged, refusals);
    }
    try (ProgressBar bar = bar("loading")) {
      bar.maxHint(lines);
      ImportResponse response =
          connection.with(channel ->
              new ImportUpload(bar::stepTo).send(channel, connection.workspace(), strict, tables));
      bar.stepTo(lines);
      for (RefusedLines group : response.getRefusalsList()) {
        for (long line : group.getLinesList()) {
          refusals.add(group.getSource(), line, group.getColumn(), group.getReason());
        }
      }
      return tell(response, lines, ragged, refusals);
    }
  }

  private static InferredTable infer(Path path, TableSpec.Kind kind, ProgressBar bar) {
    return InferredTable.of(new CsvFile(path), kind, bar::stepTo);
  }

  /// Lines with another number of cells than the header cannot be sent as cells of its columns.
  private static void addRagged(InferredTable table, RefusalReport refusals) {
    if (table.ragged() > 0) {
      int columns = table.spec().columns().size();
      table
          .file()
          .lines((line, cells) -> {
            if (cells.size() != columns) {
              refusals.add(
                  table.file().name(),
                  line,
                  "",
                  "not as many cells as the header has columns: " + columns);
            }
          });
    }
  }

  private int tell(ImportResponse response, long lines, long ragged, RefusalReport refusals)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    refusals.first(SHOWN_REFUSALS).forEach(refusal -> err.println("refused " + refusal));
    if (!refusals.isEmpty()) {
      refusals.write(report);
      err.println(
          Output.number(response.getRefused() + ragged)
              + " lines were refused; they are listed in "
              + report);
    }
    out.println(
        "read "
            + Output.number(lines)
            + ", loaded "
            + Output.number(response.getLoaded())
            + ", refused "
            + Output.number(response.getRefused() + ragged)
            + ", duplicate "
            + Output.number(response.getDuplicates())
            + (response.getPublished()
                ? "; snapshot " + response.getSnapshot()
                : "; nothing was loaded, since --strict refuses all if it refuses one"));
    out.flush();
    err.flush();
    return response.getPublished() ? 0 : REFUSED;
  }

  /// A progress bar on a terminal; nothing at all elsewhere.
  private static ProgressBar bar(String task) {
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    ProgressBarBuilder builder =
        ProgressBar.builder().setTaskName(task).setUnit(" lines", 1).hideEta();
    return builder
        .setConsumer(terminal ? new ConsoleProgressBarConsumer(System.err) : new Nowhere())
        .build();
  }

  private static final class Nowhere implements ProgressBarConsumer {
    @Override
    public int getMaxRenderedLength() {
      return 0;
    }

    @Override
    public void accept(String rendered) {}

    @Override
    public void close() {}
  }
}
