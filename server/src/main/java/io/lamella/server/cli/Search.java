package io.lamella.server.cli;

import picocli.CommandLine.Option;

/// Which of the things that are kept under names are listed.
final class Search {
  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "Only those with this tag.",
      defaultValue = "")
  private String tag = "";

  @Option(
      names = "--containing",
      paramLabel = "TEXT",
      description = "Only those whose name contains this.",
      defaultValue = "")
  private String containing = "";

  String tag() {
    return tag;
  }

  String containing() {
    return containing;
  }
}
