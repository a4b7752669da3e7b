package io.lamella.engine.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/// One data directory and the only way to its files: nothing else in the engine touches the file
/// system, so that a test can put a disk in its place that loses, tears and refuses.
///
/// Names are relative and divided by slashes: `journal/00000000000000000000.log`. What is made
/// durable by what is what POSIX promises and no more:
///
/// - [DiskFile#force] makes a file's bytes and size durable, not its name;
/// - [#forceFolder] makes the names in a folder durable: files created, renamed, deleted;
/// - [#rename] is seen whole or not at all, before and after a crash.
///
/// Safe for use by several threads. A thread interrupted while it reads or writes a file may close
/// that file for everyone.
public interface Disk {
  /// The names in a folder, files and folders, sorted; none if there is no such folder.
  List<String> list(String folder) throws IOException;

  /// Creates the folder and those above it where they are missing, durably.
  void createFolder(String folder) throws IOException;

  /// Creates a file for writing and reading. It is an error if it exists.
  DiskFile create(String name) throws IOException;

  /// Opens an existing file for reading.
  DiskFile open(String name) throws IOException;

  /// Opens an existing file for writing and reading.
  DiskFile edit(String name) throws IOException;

  /// Whether there is a file or folder of this name.
  boolean exists(String name) throws IOException;

  /// Gives a file another name in the same folder, in place of what had that name.
  void rename(String source, String target) throws IOException;

  /// Deletes a file or an empty folder.
  void delete(String name) throws IOException;

  /// Makes the names in a folder durable. The empty name is the directory itself.
  void forceFolder(String folder) throws IOException;

  /// Claims the directory for one engine until the lock is closed or the process ends.
  ///
  /// @throws DirectoryLockedException if someone has it
  Closeable lock() throws IOException;

  /// The folder of a name, empty for a name without one.
  static String folderOf(String name) {
    int slash = name.lastIndexOf('/');
    return slash < 0 ? "" : name.substring(0, slash);
  }
}
