package io.lamella.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lamella klaviyo`.
@Command(
    name = "klaviyo",
    description = "Takes over segments of Klaviyo's.",
    mixinStandardHelpOptions = true,
    subcommands = KlaviyoImportCommand.class)
final class KlaviyoCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command: lamella klaviyo import FILE");
  }
}
