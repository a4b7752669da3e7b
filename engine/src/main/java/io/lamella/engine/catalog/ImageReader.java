package io.lamella.engine.catalog;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/// Reads what a table was kept as.
public interface ImageReader {
  /// Fills the target with the image's bytes from an offset on.
  void fill(MemorySegment target, long offset) throws IOException;
}
