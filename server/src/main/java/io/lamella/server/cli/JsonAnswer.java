package io.lamella.server.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.PrintWriter;
import java.util.function.BiConsumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// Whether a command tells the server's answer as it is.
final class JsonAnswer {
  /// Zeros and empty lists are written, as by the HTTP door.
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().alwaysPrintFieldsWithNoPresence();

  @Option(
      names = "--json",
      description = "Prints the server's answer as one JSON object, as HTTP would.")
  private boolean json;

  /// Tells an answer as JSON, if that is asked for, or else in words.
  <T extends Message> void tell(CommandSpec command, T answer, BiConsumer<T, PrintWriter> words) {
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      try {
        out.println(PRINTER.print(answer));
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException(e);
      }
    } else {
      words.accept(answer, out);
    }
    out.flush();
  }
}
