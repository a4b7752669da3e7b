package io.lamella.server;

import io.lamella.server.cli.LamellaCommand;

/// The program's entry.
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(LamellaCommand.run(args));
  }
}
