package io.lamella.engine.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A disk in memory that keeps no promise POSIX does not make. It knows what every file and folder
/// looks like and, apart from that, what of it is durable; [#crash] gives a disk that holds what is
/// durable and, of everything else, what chance has written in time:
///
/// - of a file, any of the versions each sector of 512 bytes had since the last force, and any of
///   the sizes; a sector the file grew by but that was not written is zero or, as disks do, some
///   sector of a deleted file;
/// - of a folder, any of the files created, renamed and deleted since it was forced, each wholly or
///   not at all.
///
/// A folder itself is durable once created. Files keep their contents in heap arrays.
public final class FaultDisk implements Disk {
  private static final int MAX_RECYCLED = 64;

  private final RandomGenerator chance;
  private final Map<String, FaultFolder> folders = new TreeMap<>();
  private final List<byte[]> recycled = new ArrayList<>();

  private boolean locked;
  private boolean full;
  private boolean off;
  private long writes;
  private long forces;
  private long changes;
  private long failingWrite = Long.MAX_VALUE;
  private long failingForce = Long.MAX_VALUE;
  private long lastChange = Long.MAX_VALUE;

  public FaultDisk() {
    this(1);
  }

  /// @param seed for what is lost when a force fails, and how far a write gets on a full disk
  public FaultDisk(long seed) {
    chance = new SplittableRandom(seed);
    folders.put("", new FaultFolder());
  }

  /// What a machine that starts again finds. This disk stays as it is, so that a moment can be
  /// crashed more than once. Nothing fails on the new one, and nobody has locked it.
  public synchronized FaultDisk crash(RandomGenerator random) {
    FaultDisk after = new FaultDisk(random.nextLong());
    // Sometimes nearly everything is lost, sometimes nearly nothing.
    double survival = random.nextInt(4) == 0 ? random.nextInt(2) : random.nextDouble();
    Map<FaultContent, FaultContent> copies = new HashMap<>();
    folders.forEach((name, folder) -> {
      FaultFolder copy = new FaultFolder();
      folder
          .afterCrash(random, survival)
          .forEach((entry, content) ->
              copy.put(
                  entry,
                  copies.computeIfAbsent(
                      content, old -> old.afterCrash(random, survival, recycled))));
      after.folders.put(name, copy);
    });
    after.recycled.addAll(recycled);
    return after;
  }

  /// What a process finds that starts after the one before it was killed: everything as it was
  /// seen, durable or not.
  public synchronized FaultDisk kill() {
    locked = false;
    full = false;
    off = false;
    failingWrite = Long.MAX_VALUE;
    failingForce = Long.MAX_VALUE;
    lastChange = Long.MAX_VALUE;
    return this;
  }

  /// From the n-th write from now on (1 is the next) the disk is full: a file does not grow until
  /// there is room again. The write that fails may write a part.
  public synchronized void failWriteAt(long n) {
    failingWrite = writes + n;
  }

  public synchronized void makeRoom() {
    full = false;
    failingWrite = Long.MAX_VALUE;
  }

  /// The n-th force of a file or folder from now on fails, once. As on Linux, what is seen of the
  /// file stays, and counts as written, but some of it never was, whatever later forces say.
  public synchronized void failForceAt(long n) {
    failingForce = forces + n;
  }

  /// The n-th change from now on (a write, force, truncation, a file created, renamed, deleted) and
  /// everything after it does not happen, but throws: the power is off.
  public synchronized void powerOffAt(long n) {
    lastChange = changes + n;
  }

  /// How many writes there were.
  public synchronized long writes() {
    return writes;
  }

  /// How many forces of files and folders there were.
  public synchronized long forces() {
    return forces;
  }

  /// How many changes of any kind there were.
  public synchronized long changes() {
    return changes;
  }

  /// Flips a bit of a file, durably.
  public synchronized void corrupt(String name, long bit) throws IOException {
    existing(name).flip(bit);
  }

  /// Cuts a file to a size, durably.
  public synchronized void cut(String name, long sizeBytes) throws IOException {
    existing(name).cut(Math.toIntExact(sizeBytes));
  }

  /// The bytes of a file as they are seen.
  public synchronized byte[] bytes(String name) throws IOException {
    FaultContent content = existing(name);
    byte[] bytes = new byte[content.sizeBytes()];
    content.read(0, ByteBuffer.wrap(bytes));
    return bytes;
  }

  /// A disk on which everything is as seen here, and durable.
  public synchronized FaultDisk copy() {
    FaultDisk copy = new FaultDisk(1);
    folders.forEach((name, folder) -> {
      FaultFolder twin = new FaultFolder();
      folder.seen().forEach((entry, content) -> twin.put(entry, content.copy()));
      copy.folders.put(name, twin);
    });
    return copy;
  }

  @Override
  public synchronized List<String> list(String folder) throws IOException {
    checkOn();
    TreeSet<String> names = new TreeSet<>();
    FaultFolder found = folders.get(folder);
    if (found != null) {
      names.addAll(found.seen().keySet());
    }
    for (String other : folders.keySet()) {
      if (!other.isEmpty() && Disk.folderOf(other).equals(folder)) {
        names.add(entryOf(other));
      }
    }
    return List.copyOf(names);
  }

  @Override
  public synchronized void createFolder(String folder) throws IOException {
    checkOn();
    for (String at = folder; !at.isEmpty(); at = Disk.folderOf(at)) {
      folders.putIfAbsent(at, new FaultFolder());
    }
  }

  @Override
  public synchronized DiskFile create(String name) throws IOException {
    change();
    FaultFolder folder = folderFor(name);
    if (folder.seen().containsKey(entryOf(name)) || folders.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    FaultContent content = new FaultContent();
    folder.add(new FaultFolder.Put(entryOf(name), content));
    return new Handle(name, content, true);
  }

  @Override
  public synchronized DiskFile open(String name) throws IOException {
    checkOn();
    return new Handle(name, existing(name), false);
  }

  @Override
  public synchronized DiskFile edit(String name) throws IOException {
    checkOn();
    return new Handle(name, existing(name), true);
  }

  @Override
  public synchronized boolean exists(String name) throws IOException {
    checkOn();
    FaultFolder folder = folders.get(Disk.folderOf(name));
    return folders.containsKey(name)
        || (folder != null && folder.seen().containsKey(entryOf(name)));
  }

  @Override
  public synchronized void rename(String source, String target) throws IOException {
    change();
    if (!Disk.folderOf(source).equals(Disk.folderOf(target))) {
      throw new IllegalArgumentException(
          "a file keeps its folder: source=" + source + ", target=" + target);
    }
    folderFor(source)
        .add(new FaultFolder.Rename(entryOf(source), entryOf(target), existing(source)));
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    change();
    if (folders.containsKey(name)) {
      if (!list(name).isEmpty()) {
        throw new IOException("folder is not empty: name=" + name);
      }
      folders.remove(name);
      return;
    }
    FaultContent content = existing(name);
    folderFor(name).add(new FaultFolder.Delete(entryOf(name), content));
    if (recycled.size() < MAX_RECYCLED) {
      recycled.addAll(content.sectors());
    }
  }

  @Override
  public synchronized void forceFolder(String folder) throws IOException {
    change();
    FaultFolder found = folders.get(folder);
    if (found == null) {
      throw new NoSuchFileException(folder);
    }
    if (++forces == failingForce) {
      throw new IOException("Input/output error: folder=" + folder);
    }
    found.force();
  }

  @Override
  public synchronized Closeable lock() throws IOException {
    checkOn();
    if (locked) {
      throw new DirectoryLockedException(toString());
    }
    locked = true;
    return () -> locked = false;
  }

  @Override
  public String toString() {
    return "memory";
  }

  private FaultFolder folderFor(String name) throws IOException {
    FaultFolder folder = folders.get(Disk.folderOf(name));
    if (folder == null) {
      throw new NoSuchFileException(name);
    }
    return folder;
  }

  private FaultContent existing(String name) throws IOException {
    FaultContent content = folderFor(name).seen().get(entryOf(name));
    if (content == null) {
      throw new NoSuchFileException(name);
    }
    return content;
  }

  private static String entryOf(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private void change() throws IOException {
    changes++;
    off |= changes >= lastChange;
    checkOn();
  }

  private void checkOn() throws IOException {
    if (off) {
      throw new IOException("power off");
    }
  }

  /// An open file.
  private final class Handle implements DiskFile {
    private final String name;
    private final boolean writable;
    private @Nullable FaultContent content;

    Handle(String name, FaultContent content, boolean writable) {
      this.name = name;
      this.content = content;
      this.writable = writable;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public long sizeBytes() throws IOException {
      synchronized (FaultDisk.this) {
        checkOn();
        return content().sizeBytes();
      }
    }

    @Override
    public void write(long offset, ByteBuffer source) throws IOException {
      synchronized (FaultDisk.this) {
        checkWritable();
        // A write that the power interrupts was made in part.
        boolean wasOn = !off;
        try {
          change();
        } catch (IOException e) {
          if (wasOn) {
            writePart(offset, source);
          }
          throw e;
        }
        full |= ++writes >= failingWrite;
        if (full && offset + source.remaining() > content().sizeBytes()) {
          writePart(offset, source);
          throw new DiskFullException("No space left on device: file=" + name, null);
        }
        content().write(Math.toIntExact(offset), source);
      }
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
      synchronized (FaultDisk.this) {
        checkOn();
        content().read(offset, target);
      }
    }

    @Override
    public void truncate(long sizeBytes) throws IOException {
      synchronized (FaultDisk.this) {
        checkWritable();
        change();
        content().truncate(Math.toIntExact(sizeBytes));
      }
    }

    @Override
    public void force() throws IOException {
      synchronized (FaultDisk.this) {
        change();
        if (++forces == failingForce) {
          content().failForce(chance);
          throw new IOException("Input/output error: file=" + name);
        }
        content().force();
      }
    }

    @Override
    public void close() {
      content = null;
    }

    private void writePart(long offset, ByteBuffer source) throws IOException {
      int part = source.hasRemaining() ? chance.nextInt(source.remaining()) : 0;
      if (part > 0) {
        content().write(Math.toIntExact(offset), source.slice(source.position(), part));
      }
    }

    private void checkWritable() throws IOException {
      if (!writable) {
        throw new IOException("opened for reading: file=" + name);
      }
    }

    private FaultContent content() throws IOException {
      if (content == null) {
        throw new IOException("closed: file=" + name);
      }
      return content;
    }
  }
}
