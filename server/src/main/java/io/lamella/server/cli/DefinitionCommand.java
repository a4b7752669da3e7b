package io.lamella.server.cli;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.lamella.v1.DefinitionServiceGrpc;
import io.lamella.v1.DefinitionServiceGrpc.DefinitionServiceBlockingStub;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A command about something that is kept under a name: whom it asks, and how it tells the answer.
abstract class DefinitionCommand implements Runnable {
  @Mixin private Connection connection = new Connection();

  @Mixin private JsonAnswer json = new JsonAnswer();

  @Spec private CommandSpec command;

  /// The workspace to ask.
  final String workspace() {
    return connection.workspace();
  }

  /// For calls that stream.
  final Connection connection() {
    return connection;
  }

  /// Asks one call.
  final <T> T ask(Function<DefinitionServiceBlockingStub, T> call) {
    return connection.with(channel -> call.apply(DefinitionServiceGrpc.newBlockingStub(channel)));
  }

  /// Tells an answer as JSON, if that is asked for, or else in words.
  final <T extends Message> void tell(T answer, BiConsumer<T, PrintWriter> words) {
    json.tell(command, answer, words);
  }

  /// Where warnings go.
  final PrintWriter err() {
    return command.commandLine().getErr();
  }

  /// Asks for one page after the other; all of them are one answer.
  ///
  /// @param after asks for the page after a name; empty for the first
  /// @param next what a page says of the one after it
  /// @param joined an answer with what two have
  static <T> T pages(
      Function<String, T> after, Function<T, String> next, BinaryOperator<T> joined) {
    T all = after.apply("");
    for (String name = next.apply(all); !name.isEmpty(); name = next.apply(all)) {
      all = joined.apply(all, after.apply(name));
    }
    return all;
  }

  /// `by ada at 2026-11-27T08:00:00Z`.
  static String saved(String author, Timestamp at) {
    return (author.isEmpty() ? "" : "by " + author + " ") + "at " + Output.instant(at);
  }

  /// Description, tags and users, each on a line of its own, if there are any.
  static void remarks(PrintWriter out, String description, List<String> tags, List<String> usedBy) {
    if (!description.isEmpty()) {
      out.println(description);
    }
    if (!tags.isEmpty()) {
      out.println("tags: " + String.join(", ", tags));
    }
    if (!usedBy.isEmpty()) {
      out.println("used by " + String.join(", ", usedBy));
    }
  }

  /// One version, on a line of its own.
  static void version(PrintWriter out, int number, String author, Timestamp at, String text) {
    out.println("version " + number + " " + saved(author, at) + ": " + text);
  }

  /// What is listed, a line for each, and how many there are.
  ///
  /// @param what they are: `segments`
  static <T> void table(
      PrintWriter out,
      List<T> listed,
      Function<T, String> name,
      Function<T, String> text,
      String what) {
    int width = listed.stream().mapToInt(each -> name.apply(each).length()).max().orElse(1);
    for (T each : listed) {
      out.println(
          String.format(Locale.ROOT, "%-" + width + "s  %s", name.apply(each), text.apply(each)));
    }
    out.println(Output.number(listed.size()) + " " + what);
  }

  /// A text on one line.
  static String oneLine(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
