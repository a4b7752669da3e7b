package io.lamella.engine.store;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// A file of a [LocalDisk]. Never mapped for writing: a full disk would then be a crash, and what
/// is durable would be nobody's decision.
final class LocalFile implements DiskFile {
  private final String name;
  private final FileChannel channel;

  LocalFile(String name, FileChannel channel) {
    this.name = name;
    this.channel = channel;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long sizeBytes() throws IOException {
    return channel.size();
  }

  @Override
  public void write(long offset, ByteBuffer source) throws IOException {
    try {
      for (long at = offset; source.hasRemaining(); ) {
        at += channel.write(source, at);
      }
    } catch (IOException e) {
      throw LocalDisk.named("cannot write", name, e);
    }
  }

  @Override
  public void read(long offset, ByteBuffer target) throws IOException {
    for (long at = offset; target.hasRemaining(); ) {
      int count = read(target, at);
      if (count < 0) {
        throw new EOFException(
            "file ends early: file=" + name + ", size=" + at + ", missing=" + target.remaining());
      }
      at += count;
    }
  }

  @Override
  public void truncate(long sizeBytes) throws IOException {
    try {
      channel.truncate(sizeBytes);
    } catch (IOException e) {
      throw LocalDisk.named("cannot truncate", name, e);
    }
  }

  /// The data and what is needed to find it, the size above all; not the times of the file.
  @Override
  public void force() throws IOException {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw LocalDisk.named("cannot force", name, e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private int read(ByteBuffer target, long at) throws IOException {
    try {
      return channel.read(target, at);
    } catch (IOException e) {
      throw LocalDisk.named("cannot read", name, e);
    }
  }
}
