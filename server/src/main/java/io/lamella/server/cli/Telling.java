package io.lamella.server.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.io.PrintWriter;
import java.util.function.BiConsumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// How a command tells the server's answer: in words or as JSON.
final class Telling {
  /// Zeros and empty lists are written, as by the HTTP door.
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().alwaysPrintFieldsWithNoPresence();

  @Option(
      names = "--json",
      description = "Prints the server's answer as one JSON object, as HTTP would.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /// Tells an answer as JSON, if that is asked for, or else in words.
  <T extends Message> void tell(T answer, BiConsumer<T, PrintWriter> words) {
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
