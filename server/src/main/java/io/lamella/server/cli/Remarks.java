package io.lamella.server.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What is said of something that is kept under a name, and by whom.
final class Remarks {
  @Option(
      names = "--description",
      paramLabel = "TEXT",
      description = "What people should know of it.")
  private @Nullable String description;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "By which it is found; may be given several times.")
  private @Nullable List<String> tags;

  @Option(
      names = "--author",
      paramLabel = "NAME",
      description = "Who saves it (default: ${DEFAULT-VALUE}).",
      defaultValue = "${sys:user.name}")
  private String author = "";

  Optional<String> description() {
    return Optional.ofNullable(description);
  }

  Optional<List<String>> tags() {
    return Optional.ofNullable(tags);
  }

  String author() {
    return author;
  }
}
