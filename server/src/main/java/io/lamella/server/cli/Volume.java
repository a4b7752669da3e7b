package io.lamella.server.cli;

import io.lamella.server.cli.json.JsonLine;
import io.lamella.server.cli.json.LineFile;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// A file of lines in JSON to be written, instead of one thing from the command line.
final class Volume {
  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "Writes each line of a file, or of standard input (-): JSON objects in our own shape, or"
              + " Segment's identify, track and batch calls.")
  private @Nullable String file;

  @Option(
      names = "--without",
      paramLabel = "PATH",
      description = "Leaves a trait or property of Segment's calls out, like properties.products.")
  private List<String> without = List.of();

  /// The file, if there is one.
  Optional<LineFile> file() {
    return Optional.ofNullable(file).map(LineFile::new);
  }

  /// Sends all lines and tells what became of them.
  ///
  /// @return the exit code
  int send(LineFile lines, Connection connection, CommandSpec spec) {
    Set<String> leftOut = new HashSet<>(without);
    return upload(
        lines.name(),
        connection,
        spec,
        upload ->
            lines.lines((number, text) ->
                JsonLine.read(text, leftOut).forEach(part -> upload.send(number, part))));
  }

  /// Where an upload's writes come from.
  interface Source {
    void sendTo(WriteUpload upload);
  }

  /// Sends what a source has and tells what became of it.
  ///
  /// @return the exit code
  static int upload(String name, Connection connection, CommandSpec spec, Source source) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    return connection.with(channel -> {
      WriteUpload upload =
          new WriteUpload(
                  connection.workspace(),
                  (line, field, message) ->
                      err.println("refused " + place(name, line, field) + message))
              .open(channel);
      try {
        source.sendTo(upload);
        WriteUpload.Summary summary = upload.finish();
        out.println(told(summary) + "; snapshot " + summary.snapshot());
        out.flush();
        err.flush();
        return summary.refused() == 0 ? 0 : 1;
      } catch (RuntimeException e) {
        upload.cancel(e);
        err.println(
            "given up: "
                + told(upload.summary())
                + "; what was not acknowledged may be stored or not, send it again");
        throw e;
      }
    });
  }

  private static String place(String name, long line, String field) {
    return name + ":" + line + ": " + (field.isEmpty() ? "" : field + ": ");
  }

  private static String told(WriteUpload.Summary summary) {
    return "read "
        + Output.number(summary.read())
        + ", stored "
        + Output.number(summary.stored())
        + ", refused "
        + Output.number(summary.refused())
        + ", duplicate "
        + Output.number(summary.duplicates());
  }
}
