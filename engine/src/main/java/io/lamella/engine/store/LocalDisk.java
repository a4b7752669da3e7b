package io.lamella.engine.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A directory of the local file system.
public final class LocalDisk implements Disk {
  private static final String LOCK = "lock";

  private final Path directory;

  private LocalDisk(Path directory) {
    this.directory = directory;
  }

  /// Opens the directory, created durably where it is missing.
  public static LocalDisk open(Path directory) throws IOException {
    Path whole = directory.toAbsolutePath().normalize();
    createDurably(whole);
    return new LocalDisk(whole);
  }

  /// Opens a directory that is there.
  ///
  /// @throws NoSuchFileException if it is not
  public static LocalDisk existing(Path directory) throws IOException {
    Path whole = directory.toAbsolutePath().normalize();
    if (!Files.isDirectory(whole)) {
      throw new NoSuchFileException("no such directory: directory=" + directory);
    }
    return new LocalDisk(whole);
  }

  @Override
  public List<String> list(String folder) throws IOException {
    Path path = path(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public void createFolder(String folder) throws IOException {
    createDurably(path(folder));
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return file(
        name, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return file(name, StandardOpenOption.READ);
  }

  @Override
  public DiskFile edit(String name) throws IOException {
    return file(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public boolean exists(String name) {
    return Files.exists(path(name), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void rename(String source, String target) throws IOException {
    if (!Disk.folderOf(source).equals(Disk.folderOf(target))) {
      throw new IllegalArgumentException(
          "a file keeps its folder: source=" + source + ", target=" + target);
    }
    try {
      Files.move(path(source), path(target), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw named("cannot rename", target, e);
    }
  }

  @Override
  public void delete(String name) throws IOException {
    try {
      Files.delete(path(name));
    } catch (IOException e) {
      throw named("cannot delete", name, e);
    }
  }

  @Override
  public void forceFolder(String folder) throws IOException {
    force(path(folder));
  }

  @Override
  public Closeable lock() throws IOException {
    FileChannel channel =
        FileChannel.open(path(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = tryLock(channel);
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    if (lock == null) {
      throw new DirectoryLockedException(directory.toString());
    }
    return channel;
  }

  /// The directory's path.
  @Override
  public String toString() {
    return directory.toString();
  }

  /// The error with the file's name, and recognisable where it says that the disk is full.
  static IOException named(String what, String name, IOException e) {
    String message = what + ": file=" + name + ", reason=" + e;
    return isDiskFull(e) ? new DiskFullException(message, e) : new IOException(message, e);
  }

  static boolean isDiskFull(IOException e) {
    String message = String.valueOf(e.getMessage());
    return message.contains("No space left on device")
        || message.contains("Disk quota exceeded")
        || message.contains("not enough space on the disk");
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null; // Held by this very process.
    }
  }

  private DiskFile file(String name, StandardOpenOption... options) throws IOException {
    try {
      return new LocalFile(name, FileChannel.open(path(name), options));
    } catch (NoSuchFileException | java.nio.file.FileAlreadyExistsException e) {
      throw e; // They name the file themselves.
    } catch (IOException e) {
      throw named("cannot open", name, e);
    }
  }

  private Path path(String name) {
    Path path = directory.resolve(name).normalize();
    if (!path.startsWith(directory)) {
      throw new IllegalArgumentException("outside of the directory: name=" + name);
    }
    return path;
  }

  /// Forces the folder above even if there is nothing to create: whoever created it may have been
  /// stopped before it did so.
  private static void createDurably(Path folder) throws IOException {
    Path parent = folder.getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      createDurably(parent);
    }
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(folder);
    }
    if (parent != null && Files.isReadable(parent)) {
      force(parent);
    }
  }

  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw named("cannot force folder", folder.toString(), e);
    }
  }
}
