package io.lamella.server.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/// `lamella`: the command of commands.
@Command(
    name = "lamella",
    description = "Exact customer segments, in milliseconds.",
    mixinStandardHelpOptions = true,
    version = "lamella 0.1.0",
    subcommands = {
      DemoCommand.class,
      ServeCommand.class,
      WorkspaceCommand.class,
      ImportCommand.class,
      CountCommand.class,
      MembersCommand.class,
      PreviewCommand.class,
      BreakdownCommand.class,
      OverlapCommand.class,
      ExplainCommand.class,
      CatalogCommand.class,
      HelpCommand.class
    })
public final class LamellaCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /// Runs a command line and returns its exit code: 0, 1 for a refused request, 2 for wrong usage.
  public static int run(String... args) {
    return commandLine().execute(args);
  }

  /// The same with other places to write to than the terminal.
  static int run(PrintWriter out, PrintWriter err, String... args) {
    return commandLine().setOut(out).setErr(err).execute(args);
  }

  private static CommandLine commandLine() {
    return new CommandLine(new LamellaCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Refusals());
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "name a command; `lamella demo` shows what there is");
  }
}
