package io.lamella.server.cli.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// A CSV file with a header, plain or gzip, which its first bytes tell.
public final class CsvFile {
  private static final int GZIP_MAGIC = 0x1F8B;
  private static final int BUFFER = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /// Takes the lines of a file.
  public interface LineVisitor {
    /// Looks at one line.
    ///
    /// @param line where it begins in the file, from 1
    void line(long line, List<String> cells);
  }

  private final Path path;

  public CsvFile(Path path) {
    this.path = path;
  }

  /// The file's path as it was given.
  public String name() {
    return path.toString();
  }

  /// The file's size in bytes, as it lies on disk.
  public long sizeBytes() {
    try {
      return Files.size(path);
    } catch (IOException e) {
      throw missing();
    }
  }

  /// The cells of the header.
  ///
  /// @throws BadFileException if the file is not there, is empty or cannot be read
  public List<String> header() {
    List<List<String>> header = new ArrayList<>();
    read(
        (line, cells) -> {
          if (header.isEmpty()) {
            header.add(cells);
          }
        },
        true);
    if (header.isEmpty()) {
      throw new BadFileException(name() + ": an empty file; the first line names the columns");
    }
    return header.getFirst();
  }

  /// Visits every line behind the header; empty lines are none. The file is read on another thread,
  /// somewhat ahead.
  ///
  /// @throws BadFileException if the file cannot be read to its end
  public void lines(LineVisitor visitor) {
    boolean[] header = {true};
    ReadAhead.lines(
        all -> read(all, false),
        (line, cells) -> {
          if (header[0]) {
            header[0] = false;
          } else {
            visitor.line(line, cells);
          }
        });
  }

  private void read(LineVisitor visitor, boolean onlyFirst) {
    if (!Files.isRegularFile(path)) {
      throw missing();
    }
    long[] last = {1};
    try (Reader reader = open();
        CsvReader<CsvRecord> csv =
            CsvReader.builder()
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(reader)) {
      Iterator<CsvRecord> records = csv.iterator();
      while (records.hasNext()) {
        CsvRecord csvRecord = records.next();
        last[0] = csvRecord.getStartingLineNumber();
        visitor.line(last[0], csvRecord.getFields());
        if (onlyFirst) {
          return;
        }
      }
    } catch (CsvParseException | UncheckedIOException | IOException e) {
      throw unreadable(e, last[0]);
    }
  }

  private Reader open() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER);
    try {
      in.mark(2);
      int magic = in.read() << 8 | in.read();
      in.reset();
      InputStream bytes = magic == GZIP_MAGIC ? new GZIPInputStream(in, BUFFER) : in;
      Reader reader =
          new InputStreamReader(
              new BufferedInputStream(bytes, BUFFER),
              StandardCharsets.UTF_8
                  .newDecoder()
                  .onMalformedInput(CodingErrorAction.REPORT)
                  .onUnmappableCharacter(CodingErrorAction.REPORT));
      var buffered = new BufferedReader(reader, BUFFER);
      buffered.mark(1);
      if (buffered.read() != BYTE_ORDER_MARK) {
        buffered.reset();
      }
      return buffered;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private BadFileException missing() {
    return new BadFileException(name() + ": no such file");
  }

  private BadFileException unreadable(Exception e, long lastLine) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String after = name() + ": after line " + lastLine + ": ";
    if (cause instanceof EOFException) {
      return new BadFileException(after + "the gzip file ends too early; it was cut off");
    }
    if (cause instanceof ZipException) {
      return new BadFileException(after + "the gzip file is damaged: " + cause.getMessage());
    }
    if (cause instanceof CharacterCodingException) {
      return new BadFileException(after + "not UTF-8; convert the file");
    }
    return new BadFileException(after + cause.getMessage());
  }
}
