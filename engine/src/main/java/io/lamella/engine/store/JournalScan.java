package io.lamella.engine.store;

import static io.lamella.engine.store.JournalFormat.FRAME_BYTES;
import static io.lamella.engine.store.JournalFormat.HEADER_BYTES;

import io.lamella.engine.store.JournalFormat.FileHeader;
import io.lamella.engine.store.JournalFormat.FrameHeader;
import java.io.IOException;
import java.util.zip.CRC32C;

/// Checks one file of a journal, frame by frame, and knows how far it is whole.
///
/// A crash can only spoil the last commit: each is forced before the next is written. So a bad
/// frame with nothing of ours behind it is one that was never acknowledged; a bad frame with a
/// later one behind it was, and the file is damaged. The header of a later frame is proof enough,
/// even if its body is bad too. Bytes of a deleted file that the disk used again may lie there as
/// well: their positions are lower.
final class JournalScan implements AutoCloseable {
  private final DiskFile file;
  private final JournalFile found;
  private final long sizeBytes;
  private final FileWindow window;
  private final FileHeader header;

  private long position;
  private int chain;
  private long lastFrame;

  /// Reads the header of a file found in the folder.
  JournalScan(DiskFile file, JournalFile found) throws IOException {
    this.file = file;
    this.found = found;
    sizeBytes = file.sizeBytes();
    if (sizeBytes < HEADER_BYTES) {
      throw damaged(0, "a header of " + HEADER_BYTES + " bytes");
    }
    window = new FileWindow(file, sizeBytes);
    try {
      window.load(0, HEADER_BYTES, sizeBytes);
      header = JournalFormat.decode(window.bytes(), found.name());
      if (header.firstPosition() != found.firstPosition()) {
        throw damaged(24, "first position " + found.firstPosition() + " as in the file's name");
      }
    } catch (IOException | RuntimeException e) {
      window.close();
      throw e;
    }
    position = header.firstPosition();
    chain = header.chain();
    lastFrame = HEADER_BYTES;
  }

  FileHeader header() {
    return header;
  }

  /// The position after the last whole frame.
  long position() {
    return position;
  }

  /// The checksum of the last whole frame.
  int chain() {
    return chain;
  }

  /// How many bytes follow the last whole frame.
  long restBytes() {
    return sizeBytes - found.endOffset();
  }

  /// Goes through all frames.
  ///
  /// @throws DamagedFileException at the first bad one
  void checkFrames() throws IOException {
    while (found.endOffset() < sizeBytes) {
      long offset = found.endOffset();
      FrameHeader frame = frameAt(offset);
      lastFrame = offset;
      found.add(position, FRAME_BYTES + frame.bodyBytes());
      position += frame.records();
      chain = frame.crc();
    }
  }

  /// Whether anything after the last whole frame was written after the frame that should be there.
  boolean laterFrameFollows() throws IOException {
    for (long at = found.endOffset();
        at + FRAME_BYTES <= sizeBytes;
        at += JournalFormat.ALIGNMENT) {
      int index = window.load(at, FRAME_BYTES, sizeBytes);
      FrameHeader frame = JournalFormat.decodeFrame(window.bytes(), index, header.logId());
      if (frame != null && frame.firstPosition() > position) {
        return true;
      }
    }
    return false;
  }

  /// Writes the last whole frame once more, as it is. If a force failed before, the system may take
  /// bytes for written that never reached the disk; only writing them again brings them there.
  void rewriteLastFrame() throws IOException {
    long end = found.endOffset();
    for (long at = lastFrame; at < end; ) {
      int length = (int) Math.min(window.capacity(), end - at);
      int index = window.load(at, length, end);
      file.write(at, window.bytes().slice(index, length));
      at += length;
    }
  }

  @Override
  public void close() {
    window.close();
  }

  private FrameHeader frameAt(long offset) throws IOException {
    if (sizeBytes - offset < FRAME_BYTES) {
      throw damaged(offset, "a frame's header of " + FRAME_BYTES + " bytes");
    }
    int index = window.load(offset, FRAME_BYTES, sizeBytes);
    FrameHeader frame = JournalFormat.decodeFrame(window.bytes(), index, header.logId());
    if (frame == null) {
      throw damaged(offset, "a frame's header that agrees with its checksum");
    }
    if (frame.firstPosition() != position) {
      throw damaged(offset, "the frame of position " + position);
    }
    if (frame.chain() != chain) {
      throw damaged(offset, "the frame that was written after the one before it");
    }
    if (frame.bodyBytes() > sizeBytes - offset - FRAME_BYTES) {
      throw damaged(offset, "a frame of " + frame.bodyBytes() + " bytes");
    }
    if (bodyCrc(offset + FRAME_BYTES, frame.bodyBytes()) != frame.bodyCrc()) {
      throw damaged(offset, "a frame that agrees with its checksum");
    }
    return frame;
  }

  private int bodyCrc(long offset, int bodyBytes) throws IOException {
    CRC32C crc = new CRC32C();
    long end = offset + bodyBytes;
    for (long at = offset; at < end; ) {
      int length = (int) Math.min(window.capacity(), end - at);
      int index = window.load(at, length, sizeBytes);
      crc.update(window.bytes().slice(index, length));
      at += length;
    }
    return (int) crc.getValue();
  }

  private DamagedFileException damaged(long offset, String expected) {
    return new DamagedFileException(found.name(), offset, expected);
  }
}
