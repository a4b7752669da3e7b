package io.lamella.server.cli;

import io.lamella.server.cli.csv.BadFileException;
import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/// A file that is written beside its place, as `.NAME.part`, and moved there when it is whole: at
/// its place it is complete or not at all. What is written may be *marked*, in `.NAME.mark`, as
/// something to go on with later.
final class PartFile {
  private static final int MARK_LINES = 3;

  private final Path target;
  private final Path part;
  private final Path marked;

  private PartFile(Path target, Path parent) {
    this.target = target;
    this.part = parent.resolve("." + target.getFileName() + ".part");
    this.marked = parent.resolve("." + target.getFileName() + ".mark");
  }

  /// @throws IOException if its folder is not there
  static PartFile of(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Path parent = target.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new IOException(file + ": its folder is not there");
    }
    return new PartFile(target, parent);
  }

  /// How far a file was written.
  ///
  /// @param bytes from its beginning
  /// @param token asks for what stands behind
  record Mark(long bytes, String token) {}

  /// What was marked; empty if nothing was.
  ///
  /// @param columns what is written to each line, to be the same as then
  /// @throws BadFileException for other columns, or a mark that is none
  Optional<Mark> mark(String columns) throws IOException {
    if (!Files.exists(marked) || !Files.exists(part)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(marked);
    if (lines.size() != MARK_LINES || !lines.getFirst().matches("[0-9]{1,18}")) {
      throw new BadFileException(marked + ": not a mark; delete it to begin anew");
    }
    if (!lines.get(1).equals(columns)) {
      throw new BadFileException(
          marked
              + ": what was kept has other columns, delete it to begin anew: kept="
              + lines.get(1)
              + ", asked="
              + columns);
    }
    return Optional.of(new Mark(Long.parseLong(lines.getFirst()), lines.getLast()));
  }

  /// Begins anew.
  Out begin() throws IOException {
    Files.deleteIfExists(marked);
    return new Out(new FileOutputStream(part.toFile()));
  }

  /// Goes on behind a mark; what was written behind it is cut off.
  Out goOn(Mark mark) throws IOException {
    var stream = new FileOutputStream(part.toFile(), true);
    stream.getChannel().truncate(mark.bytes);
    return new Out(stream);
  }

  /// Where the file is written; closed before it is published.
  final class Out implements AutoCloseable {
    private final FileOutputStream stream;
    private final Writer writer;

    private Out(FileOutputStream stream) {
      this.stream = stream;
      this.writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    }

    OutputStream bytes() {
      return stream;
    }

    Writer writer() {
      return writer;
    }

    /// Marks all that is written up to now.
    void mark(String columns, String token) {
      try {
        writer.flush();
        Files.write(marked, List.of(Long.toString(stream.getChannel().position()), columns, token));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      writer.close();
    }
  }

  /// Moves the file to its place.
  void publish() throws IOException {
    Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(marked);
  }

  /// Deletes what was written and marked.
  void drop() throws IOException {
    Files.deleteIfExists(part);
    Files.deleteIfExists(marked);
  }
}
