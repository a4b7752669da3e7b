package io.lamella.server.cli;

import io.lamella.engine.Engine;
import io.lamella.engine.api.EngineException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella verify DIR`.
@Command(
    name = "verify",
    description = {
      "Checks every byte of a data directory that no server uses: checkpoints and journal.",
      "Ends with 1 and file and offset if anything is not as it was written."
    },
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The data directory.")
  private Path directory = Path.of("");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try {
      Engine.verify(directory).forEach(out::println);
      out.flush();
      return 0;
    } catch (EngineException e) {
      spec.commandLine().getErr().println(e.getMessage());
      spec.commandLine().getErr().flush();
      return 1;
    }
  }
}
