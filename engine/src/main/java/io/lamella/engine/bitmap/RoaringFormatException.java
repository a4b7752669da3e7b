package io.lamella.engine.bitmap;

/// Bytes are not what the portable Roaring format allows, or hold what a bitmap of ours cannot.
public final class RoaringFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long offset;
  private final String found;
  private final String expected;

  RoaringFormatException(long offset, String found, String expected) {
    super(
        "not a Roaring bitmap that can be read: at byte %d: found %s, expected %s"
            .formatted(offset, found, expected));
    this.offset = offset;
    this.found = found;
    this.expected = expected;
  }

  /// Where, in bytes from where the reader began.
  public long offset() {
    return offset;
  }

  /// What is there.
  public String found() {
    return found;
  }

  /// What would be right.
  public String expected() {
    return expected;
  }
}
