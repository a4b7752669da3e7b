package io.lamella.server.cli;

import io.lamella.server.cli.csv.BadFileException;
import io.lamella.server.klaviyo.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A file that is read as a whole, or what comes in on standard input, which `-` stands for. One
/// that is too large is not read to its end.
final class SmallFile {
  private static final String STANDARD_INPUT = "-";

  /// In UTF-8 no character that may be in a definition has more bytes.
  private static final int MAX_BYTES = 4 * JsonText.MAX_CHARACTERS;

  private SmallFile() {}

  /// Its text.
  ///
  /// @throws BadFileException if it cannot be read, is not UTF-8 or is too large
  static String read(String name) {
    byte[] bytes;
    try (InputStream in =
        name.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(name))) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (NoSuchFileException e) {
      throw new BadFileException(name + ": no such file");
    } catch (IOException e) {
      throw new BadFileException(name + ": " + e.getMessage());
    }
    if (bytes.length > MAX_BYTES) {
      throw new BadFileException(name + ": more than " + MAX_BYTES + " bytes");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new BadFileException(name + ": not UTF-8; convert the file");
    }
  }
}
