package io.lamella.engine.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The disk has no room for what was to be written. Writing may succeed once room is made.
public final class DiskFullException extends IOException {
  public DiskFullException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
