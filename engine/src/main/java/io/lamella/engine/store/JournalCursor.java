package io.lamella.engine.store;

import static io.lamella.engine.store.JournalFormat.FRAME_BYTES;
import static io.lamella.engine.store.JournalFormat.RECORD_BYTES;

import io.lamella.engine.store.JournalFormat.FrameHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the forced records of a [LocalJournal]. Every frame's header and every record is checked
/// once more: what was whole when the journal was opened need not be now.
final class JournalCursor implements LogCursor {
  private final LocalJournal journal;
  private final RecordChecksum checksum = new RecordChecksum();
  private final long from;
  private final FileWindow window;

  private JournalFile current;
  private DiskFile file;
  private long offset;
  private long frameEnd;
  private int recordsLeft;

  /// The position of the record to be read next.
  private long upcoming;

  private @Nullable ByteBuffer record;

  JournalCursor(LocalJournal journal, JournalFile current, long from) throws IOException {
    this.journal = journal;
    this.current = current;
    this.from = from;
    Map.Entry<Long, Long> mark = current.frameBefore(from);
    upcoming = mark.getKey();
    offset = mark.getValue();
    frameEnd = offset;
    file = journal.open(current);
    window = new FileWindow(file, journal.fileBytes());
  }

  @Override
  public boolean next() throws IOException {
    do {
      while (recordsLeft == 0) {
        if (!enterFrame()) {
          record = null;
          return false;
        }
      }
      readRecord();
    } while (upcoming <= from);
    return true;
  }

  @Override
  public LogPosition position() {
    record();
    return new LogPosition(upcoming - 1);
  }

  @Override
  public ByteBuffer record() {
    if (record == null) {
      throw new IllegalStateException(
          "no record: the cursor stands before the first or after the last");
    }
    return record;
  }

  @Override
  public void close() throws IOException {
    window.close();
    file.close();
  }

  /// The file after the current one is looked for before the current one's end is: once there is
  /// one, the end stays, so nothing between the two is missed.
  private boolean enterFrame() throws IOException {
    JournalFile following = journal.fileAfter(current);
    offset = frameEnd;
    if (offset < current.endOffset()) {
      readFrame();
      return true;
    }
    if (following == null) {
      return false;
    }
    turnTo(following);
    return true;
  }

  private void readFrame() throws IOException {
    int index = window.load(offset, FRAME_BYTES, current.endOffset());
    FrameHeader frame = JournalFormat.decodeFrame(window.bytes(), index, journal.logId());
    if (frame == null || frame.firstPosition() != upcoming) {
      throw damaged("the frame of position " + upcoming);
    }
    recordsLeft = frame.records();
    offset += FRAME_BYTES;
    frameEnd = offset + frame.bodyBytes();
  }

  private void readRecord() throws IOException {
    long end = current.endOffset();
    int index = window.load(offset, RECORD_BYTES, end);
    int size = window.bytes().getInt(index);
    if (size < 0 || size > frameEnd - offset - RECORD_BYTES) {
      throw damaged("a record within its frame");
    }
    index = window.load(offset, RECORD_BYTES + size, end);
    ByteBuffer bytes = window.bytes();
    int payload = index + RECORD_BYTES;
    if (bytes.getInt(index + 4) != checksum.of(upcoming, bytes, payload, size)) {
      throw damaged("a record that agrees with its checksum");
    }
    record = bytes.slice(payload, size).asReadOnlyBuffer().order(bytes.order());
    offset += RECORD_BYTES + size;
    recordsLeft--;
    upcoming++;
  }

  private void turnTo(JournalFile following) throws IOException {
    if (following.firstPosition() != upcoming) {
      throw new IOException(
          "the log let go of what was to be read next: position="
              + upcoming
              + ", kept from="
              + following.firstPosition());
    }
    DiskFile opened = journal.open(following);
    file.close();
    file = opened;
    current = following;
    window.turnTo(file);
    offset = JournalFormat.HEADER_BYTES;
    frameEnd = offset;
  }

  private DamagedFileException damaged(String expected) {
    return new DamagedFileException(current.name(), offset, expected);
  }
}
