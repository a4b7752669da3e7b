package io.lamella.server.cli.csv;

/// A file that cannot be read as what it should be. The message names the file, the place and what
/// would be right.
public final class BadFileException extends RuntimeException {
  public BadFileException(String message) {
    super(message);
  }
}
