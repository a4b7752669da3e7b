package io.lamella.server.cli;

import io.lamella.engine.EngineConfig.DictionaryKind;
import io.lamella.engine.EngineConfig.Storage;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Where and how a server's data is kept.
final class Durability {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "The folder that the data is kept in, made if it is not there; without it nothing is kept"
              + " when the server stops.")
  private @Nullable Path directory;

  @Option(
      names = "--force-every",
      paramLabel = "MS",
      description =
          "Forces the journal to the disk so often, in milliseconds: a kill or a loss of power may"
              + " take what was acknowledged since (default: before each acknowledgement).")
  private @Nullable Long forceEveryMillis;

  @Option(
      names = "--dictionary",
      paramLabel = "table|chronicle",
      description = "What finds a customer by id (default: table).")
  private @Nullable DictionaryKind dictionary;

  @Option(
      names = "--known-ids",
      paramLabel = "N",
      description = "Remembers so many event ids at most (default: 200 million).")
  private @Nullable Long knownIds;

  @Option(
      names = "--known-id-days",
      paramLabel = "N",
      description = "Remembers event ids for so many days (default: 7).")
  private @Nullable Integer knownIdDays;

  /// What was chosen; nothing without a folder.
  ///
  /// @throws ParameterException if an option is none, or has no folder to be about
  Optional<Storage> storage(CommandSpec spec) {
    if (directory == null) {
      if (forceEveryMillis != null
          || dictionary != null
          || knownIds != null
          || knownIdDays != null) {
        throw new ParameterException(
            spec.commandLine(), "nothing is kept without --data DIR: name a folder");
      }
      return Optional.empty();
    }
    Storage usual = Storage.in(directory);
    return Optional.of(
        new Storage(
            directory,
            atLeast(0, "--force-every", or(forceEveryMillis, usual.forceEveryMillis()), spec),
            usual.checkpointJournalBytes(),
            (int)
                atLeast(
                    1,
                    "--known-id-days",
                    knownIdDays == null ? usual.knownIdDays() : knownIdDays,
                    spec),
            atLeast(1, "--known-ids", or(knownIds, usual.knownIds()), spec),
            dictionary == null ? usual.dictionary() : dictionary));
  }

  private static long or(@Nullable Long given, long usual) {
    return given == null ? usual : given;
  }

  private static long atLeast(long min, String option, long given, CommandSpec spec) {
    if (given < min) {
      throw new ParameterException(
          spec.commandLine(),
          option + " is at least " + min + ": " + option.substring(2) + "=" + given);
    }
    return given;
  }
}
