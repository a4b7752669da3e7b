package io.lamella.engine.store;

import static io.lamella.engine.store.JournalFormat.FRAME_BYTES;
import static io.lamella.engine.store.JournalFormat.HEADER_BYTES;
import static io.lamella.engine.store.JournalFormat.RECORD_BYTES;

import io.lamella.engine.store.JournalFormat.FileHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A [Log] in the files of a folder of one disk.
///
/// **A commit is one frame**, gathered outside the heap, with one checksum over all of it: one
/// write and one force. As a force comes before the next commit's write, only the last frame of the
/// last file can be torn by a crash, and frames are chained, so opening tells a torn end, which it
/// cuts, from damage, which it refuses ([JournalScan]).
///
/// **A file is complete before it has its name**: made under a temporary one, its header forced,
/// then renamed, the folder forced. So a named file with a bad header is damaged, never half made.
/// Files are closed at a size and deleted from the oldest on, each deletion durable before the
/// next: what is left has no gap.
///
/// **A failed force is final.** On Linux it may leave bytes that count as written and never were.
/// Nothing is written any more; the journal that is opened next writes the last frame again before
/// it vouches for it.
public final class LocalJournal implements Log {
  /// The size at which a file is followed by another.
  public static final int DEFAULT_FILE_BYTES = 64 << 20;

  private static final String UNFINISHED = ".new";
  private static final int COMMIT_BYTES = 64 << 10;
  private static final int KEPT_COMMIT_BYTES = 4 << 20;

  private final Disk disk;
  private final String folder;
  private final long fileBytes;
  private final RecordChecksum checksum = new RecordChecksum();
  private final NativeBuffer commit = new NativeBuffer(COMMIT_BYTES);

  private long logId;
  private long cutBytes;

  /// From the oldest to the one being written; replaced as a whole, never empty once open.
  private volatile List<JournalFile> files = List.of();

  private volatile long endPosition;
  private @Nullable DiskFile tail;
  private int chain;
  private int commitRecords;
  private @Nullable IOException failure;

  private LocalJournal(Disk disk, String folder, long fileBytes) {
    this.disk = disk;
    this.folder = folder;
    this.fileBytes = fileBytes;
    emptyCommit();
  }

  /// Opens the journal in a folder, or begins one. Whoever opens it holds the disk's lock.
  public static LocalJournal open(Disk disk, String folder) throws IOException {
    return open(disk, folder, DEFAULT_FILE_BYTES);
  }

  /// Opens the journal in a folder, or begins one.
  ///
  /// @param fileBytes the size at which a file is followed by another; a larger commit has a file
  ///   to itself
  /// @throws DamagedFileException if anything but the end of the last commit is not as written
  public static LocalJournal open(Disk disk, String folder, long fileBytes) throws IOException {
    LocalJournal journal = new LocalJournal(disk, folder, fileBytes);
    try {
      journal.open();
    } catch (IOException | RuntimeException e) {
      journal.close();
      throw e;
    }
    return journal;
  }

  /// How many bytes of a commit that was never acknowledged were cut off when this was opened.
  public long cutBytes() {
    return cutBytes;
  }

  @Override
  public LogPosition append(ByteBuffer record) throws IOException {
    checkUsable();
    int size = record.remaining();
    int commitBytes = commit.bytes().position() + RECORD_BYTES + size;
    if (size > MAX_RECORD_BYTES || commitBytes > MAX_COMMIT_BYTES) {
      throw new IllegalArgumentException(
          "too large: record="
              + size
              + ", commit="
              + commitBytes
              + ", most="
              + MAX_RECORD_BYTES
              + " and "
              + MAX_COMMIT_BYTES);
    }
    long position = endPosition + commitRecords;
    commit.reserve(commitBytes + JournalFormat.ALIGNMENT);
    ByteBuffer bytes = commit.bytes();
    int start = bytes.position();
    bytes.putInt(size).putInt(0).put(record.duplicate());
    bytes.putInt(start + 4, checksum.of(position, bytes, start + RECORD_BYTES, size));
    commitRecords++;
    return new LogPosition(position + 1);
  }

  @Override
  public void force() throws IOException {
    checkUsable();
    if (commitRecords == 0) {
      return;
    }
    int bodyBytes = pad();
    int frameBytes = FRAME_BYTES + bodyBytes;
    int crc;
    try {
      makeRoom(frameBytes);
      crc =
          JournalFormat.encodeFrame(
              commit.bytes(), 0, commitRecords, endPosition, bodyBytes, chain, logId);
      tail().write(current().endOffset(), commit.bytes().slice(0, frameBytes));
    } catch (DiskFullException e) {
      takeBack(e);
      throw e;
    } catch (IOException e) {
      throw broken(e);
    }
    force(tail());
    long end = endPosition;
    current().add(end, frameBytes);
    endPosition = end + commitRecords;
    chain = crc;
    emptyCommit();
  }

  @Override
  public void discard() {
    emptyCommit();
  }

  @Override
  public LogCursor read(LogPosition from) throws IOException {
    List<JournalFile> kept = files;
    checkWithin(from, kept);
    return new JournalCursor(this, containing(kept, from.offset()), from.offset());
  }

  @Override
  public void divide() throws IOException {
    checkUsable();
    if (current().firstPosition() < endPosition) {
      beginNext();
    }
  }

  @Override
  public void truncate(LogPosition before) throws IOException {
    checkUsable();
    if (before.offset() > endPosition) {
      throw new IllegalArgumentException(
          "position after the end: before=" + before.offset() + ", end=" + endPosition);
    }
    if (before.offset() == endPosition) {
      divide();
    }
    while (files.size() > 1 && files.get(1).firstPosition() <= before.offset()) {
      JournalFile oldest = files.getFirst();
      files = List.copyOf(files.subList(1, files.size()));
      disk.delete(oldest.name());
      forceNames();
    }
  }

  @Override
  public LogPosition begin() {
    return new LogPosition(files.getFirst().firstPosition());
  }

  @Override
  public LogPosition end() {
    return new LogPosition(endPosition);
  }

  /// Within a quarter of a mebibyte, or a commit if those are larger.
  @Override
  public long sizeBytes(LogPosition since) {
    List<JournalFile> kept = files;
    long size = 0;
    for (JournalFile file : kept.reversed()) {
      if (file.firstPosition() <= since.offset()) {
        boolean atEnd = since.offset() >= endPosition;
        return atEnd ? size : size + file.endOffset() - file.frameBefore(since.offset()).getValue();
      }
      size += file.endOffset();
    }
    return size;
  }

  @Override
  public void close() throws IOException {
    commit.close();
    if (tail != null) {
      tail.close();
    }
  }

  long logId() {
    return logId;
  }

  long fileBytes() {
    return fileBytes;
  }

  DiskFile open(JournalFile file) throws IOException {
    return disk.open(file.name());
  }

  /// The oldest file kept that is newer than this one, or null.
  @Nullable JournalFile fileAfter(JournalFile file) {
    for (JournalFile other : files) {
      if (other.firstPosition() > file.firstPosition()) {
        return other;
      }
    }
    return null;
  }

  private void open() throws IOException {
    disk.createFolder(folder);
    List<JournalFile> found = new ArrayList<>();
    for (String entry : disk.list(folder)) {
      if (JournalFile.isName(entry)) {
        found.add(new JournalFile(folder, JournalFile.positionOf(entry)));
      } else if (entry.endsWith(UNFINISHED)) {
        disk.delete(folder + "/" + entry);
      }
    }
    if (found.isEmpty()) {
      logId = UUID.randomUUID().getMostSignificantBits();
      beginFile(0);
      return;
    }
    for (int i = 0; i < found.size() - 1; i++) {
      checkOlder(found.get(i), i == 0, found.get(i + 1));
    }
    checkLast(found.getLast(), found.size() == 1);
    files = List.copyOf(found);
  }

  private void checkOlder(JournalFile older, boolean first, JournalFile following)
      throws IOException {
    try (DiskFile file = disk.open(older.name());
        JournalScan scan = new JournalScan(file, older)) {
      checkChain(scan.header(), first, older);
      scan.checkFrames();
      accept(scan);
    }
    if (endPosition != following.firstPosition()) {
      throw new DamagedFileException(
          older.name(),
          older.endOffset(),
          "the frame of position "
              + endPosition
              + ", as the next file begins at "
              + following.firstPosition());
    }
  }

  /// The last file may end in what a crash left. It is cut; what is kept is made durable, as it may
  /// so far have been known to the system only.
  private void checkLast(JournalFile last, boolean first) throws IOException {
    tail = disk.edit(last.name());
    try (JournalScan scan = new JournalScan(tail, last)) {
      checkChain(scan.header(), first, last);
      try {
        scan.checkFrames();
      } catch (DamagedFileException e) {
        if (scan.laterFrameFollows()) {
          throw e;
        }
      }
      accept(scan);
      cutBytes = scan.restBytes();
      if (cutBytes > 0) {
        tail.truncate(last.endOffset());
      }
      scan.rewriteLastFrame();
    }
    tail.force();
    disk.forceFolder(folder);
  }

  private void checkChain(FileHeader header, boolean first, JournalFile file)
      throws DamagedFileException {
    if (first) {
      logId = header.logId();
    } else if (header.logId() != logId || header.chain() != chain) {
      throw new DamagedFileException(
          file.name(), 0, "the file that was begun after the one before it");
    }
  }

  private void accept(JournalScan scan) {
    endPosition = scan.position();
    chain = scan.chain();
  }

  private void makeRoom(int frameBytes) throws IOException {
    long end = current().endOffset();
    if (end > HEADER_BYTES && end + frameBytes > fileBytes) {
      beginFile(endPosition);
    }
  }

  private void beginNext() throws IOException {
    try {
      beginFile(endPosition);
    } catch (DiskFullException e) {
      throw e;
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /// Begins a file. If the disk is full, nothing has changed.
  private void beginFile(long position) throws IOException {
    JournalFile begun = new JournalFile(folder, position);
    String unfinished = begun.name() + UNFINISHED;
    if (disk.exists(unfinished)) {
      disk.delete(unfinished);
    }
    DiskFile file = disk.create(unfinished);
    try {
      file.write(0, JournalFormat.encode(new FileHeader(logId, position, chain)));
      force(file);
      disk.rename(unfinished, begun.name());
    } finally {
      file.close();
    }
    forceNames();
    DiskFile opened = disk.edit(begun.name());
    if (tail != null) {
      tail.close();
    }
    tail = opened;
    List<JournalFile> more = new ArrayList<>(files);
    more.add(begun);
    files = List.copyOf(more);
  }

  /// Cuts off what was written of a commit that found no room. Forced, since a file that another
  /// one follows has to end in a whole frame, even after a crash.
  private void takeBack(DiskFullException full) throws IOException {
    emptyCommit();
    try {
      long end = current().endOffset();
      if (tail().sizeBytes() > end) {
        tail().truncate(end);
        tail().force();
      }
    } catch (IOException e) {
      e.addSuppressed(full);
      throw broken(e);
    }
  }

  private void force(DiskFile file) throws LogFailedException {
    try {
      file.force();
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private void forceNames() throws LogFailedException {
    try {
      disk.forceFolder(folder);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private LogFailedException broken(IOException e) {
    if (e instanceof LogFailedException known) {
      return known;
    }
    if (failure == null) {
      failure = e;
      emptyCommit();
    }
    return new LogFailedException(folder, failure);
  }

  private void checkUsable() throws LogFailedException {
    if (failure != null) {
      throw new LogFailedException(folder, failure);
    }
  }

  private void checkWithin(LogPosition from, List<JournalFile> kept) {
    long begin = kept.getFirst().firstPosition();
    if (from.offset() < begin || from.offset() > endPosition) {
      throw new IllegalArgumentException(
          "no such position: from=" + from.offset() + ", begin=" + begin + ", end=" + endPosition);
    }
  }

  private static JournalFile containing(List<JournalFile> kept, long position) {
    for (JournalFile file : kept.reversed()) {
      if (file.firstPosition() <= position) {
        return file;
      }
    }
    throw new AssertionError("not kept: position=" + position);
  }

  private JournalFile current() {
    return files.getLast();
  }

  private DiskFile tail() {
    if (tail == null) {
      throw new IllegalStateException("closed before it was open: folder=" + folder);
    }
    return tail;
  }

  /// Ends the body in zeros, and returns its size.
  private int pad() {
    ByteBuffer bytes = commit.bytes();
    int bodyBytes = bytes.position() - FRAME_BYTES;
    int padded = JournalFormat.padded(bodyBytes);
    for (int i = bodyBytes; i < padded; i++) {
      bytes.put((byte) 0);
    }
    return padded;
  }

  private void emptyCommit() {
    commit.shrink(KEPT_COMMIT_BYTES);
    commit.bytes().position(FRAME_BYTES);
    commitRecords = 0;
  }
}
