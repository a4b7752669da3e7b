package io.lamella.engine.store;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// One file of a journal as far as it is forced. Written by the journal's thread, read by all.
final class JournalFile {
  private static final String SUFFIX = ".log";
  private static final int NAME_DIGITS = 20;

  /// How far apart the frames are of which the place is remembered.
  private static final int MARK_BYTES = 256 << 10;

  private final String name;
  private final long firstPosition;

  /// From the first position of some frames to their offset; the first frame is always there.
  private final ConcurrentSkipListMap<Long, Long> marks = new ConcurrentSkipListMap<>();

  private volatile long endOffset = JournalFormat.HEADER_BYTES;

  JournalFile(String folder, long firstPosition) {
    this.name = folder + "/" + digits(firstPosition) + SUFFIX;
    this.firstPosition = firstPosition;
    marks.put(firstPosition, endOffset);
  }

  /// Whether an entry of the folder is a journal's file.
  static boolean isName(String entry) {
    return entry.length() == NAME_DIGITS + SUFFIX.length()
        && entry.endsWith(SUFFIX)
        && entry.chars().limit(NAME_DIGITS).allMatch(c -> c >= '0' && c <= '9')
        && entry.compareTo(digits(Long.MAX_VALUE)) < 0;
  }

  /// The position an entry of the folder is named by.
  static long positionOf(String entry) {
    return Long.parseLong(entry.substring(0, NAME_DIGITS));
  }

  String name() {
    return name;
  }

  long firstPosition() {
    return firstPosition;
  }

  /// Where the last forced frame ends. Once there is a later file, it stays.
  long endOffset() {
    return endOffset;
  }

  /// A frame was forced at the end, or found there.
  void add(long framePosition, long frameBytes) {
    long offset = endOffset;
    if (offset - marks.lastEntry().getValue() >= MARK_BYTES) {
      marks.put(framePosition, offset);
    }
    endOffset = offset + frameBytes;
  }

  /// The position and offset of a frame that begins at or before a position, and not far before.
  Map.Entry<Long, Long> frameBefore(long position) {
    return marks.floorEntry(position);
  }

  private static String digits(long position) {
    return ("0".repeat(NAME_DIGITS) + position).substring(Long.toString(position).length());
  }
}
