package io.lamella.engine.store;

import java.io.IOException;

/// Another engine works in this directory.
public final class DirectoryLockedException extends IOException {
  public DirectoryLockedException(String directory) {
    super("another engine uses this directory: directory=" + directory);
  }
}
