package io.lamella.engine.store;

import java.io.IOException;

/// A file does not hold what was written to it. It is refused rather than read in part.
public final class DamagedFileException extends IOException {
  private final String file;
  private final long offset;
  private final String expected;

  /// @param file the file's name on its disk
  /// @param offset the first byte of what does not hold, a block, frame or field
  /// @param expected what should have stood there
  public DamagedFileException(String file, long offset, String expected) {
    super("damaged file: file=" + file + ", offset=" + offset + ", expected=" + expected);
    this.file = file;
    this.offset = offset;
    this.expected = expected;
  }

  public String file() {
    return file;
  }

  public long offset() {
    return offset;
  }

  public String expected() {
    return expected;
  }
}
