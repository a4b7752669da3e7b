package io.lamella.server.cli;

import picocli.CommandLine.Option;

/// The version that a change was made from.
final class ExpectedVersion {
  /// For a change of whichever version is in force.
  static final int ANY = 0;

  @Option(
      names = "--expected-version",
      paramLabel = "N",
      description = "Changes nothing if another version is in force than this one.",
      defaultValue = "0")
  private int number;

  /// The number, or another if none was given.
  int or(int other) {
    return number == 0 ? other : number;
  }
}
