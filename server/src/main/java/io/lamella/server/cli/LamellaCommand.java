package io.lamella.server.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
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
      SummaryCommand.class,
      CoverageCommand.class,
      OverlapCommand.class,
      ReachCommand.class,
      ResultsCommand.class,
      SampleSizeCommand.class,
      ExplainCommand.class,
      ExplainCustomerCommand.class,
      CatalogCommand.class,
      SegmentCommand.class,
      SegmentsOfCommand.class,
      ListCommand.class,
      StagesCommand.class,
      IdentifyCommand.class,
      TrackCommand.class,
      EraseCommand.class,
      RetentionCommand.class,
      CheckpointCommand.class,
      HealthCommand.class,
      VerifyCommand.class,
      KlaviyoCommand.class,
      HelpCommand.class
    })
public final class LamellaCommand implements Runnable {
  private final Map<String, String> environment;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private LamellaCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Runs a command line and returns its exit code: 0, 1 for a refused request, 2 for wrong usage.
  public static int run(String... args) {
    return commandLine(System.getenv()).execute(args);
  }

  /// The same with other places to write to than the terminal.
  static int run(PrintWriter out, PrintWriter err, String... args) {
    return run(out, err, Map.of(), args);
  }

  /// The same with an environment, of which the usual one has no part.
  static int run(
      PrintWriter out, PrintWriter err, Map<String, String> environment, String... args) {
    return commandLine(environment).setOut(out).setErr(err).execute(args);
  }

  /// A variable of the environment that a command runs in.
  static Optional<String> variable(CommandLine.Model.CommandSpec command, String name) {
    return command.root().userObject() instanceof LamellaCommand root
        ? Optional.ofNullable(root.environment.get(name))
        : Optional.empty();
  }

  private static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new LamellaCommand(environment))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new Refusals());
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "name a command; `lamella demo` shows what there is");
  }
}
