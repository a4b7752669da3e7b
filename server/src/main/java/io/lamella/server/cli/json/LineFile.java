package io.lamella.server.cli.json;

import io.lamella.server.cli.csv.BadFileException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file of lines, or what comes in on standard input, which `-` stands for. Empty lines are none.
///
/// @param name as it was given
public record LineFile(String name) {

  private static final String STANDARD_INPUT = "-";

  /// Takes the lines.
  public interface LineVisitor {
    /// Looks at one line.
    ///
    /// @param number from 1
    void line(long number, String text);
  }

  /// Visits every line.
  ///
  /// @throws BadFileException if the file cannot be read to its end
  public void lines(LineVisitor visitor) {
    if (!name.equals(STANDARD_INPUT) && !Files.isRegularFile(Path.of(name))) {
      throw new BadFileException(name + ": no such file");
    }
    long number = 0;
    try (InputStream in =
            name.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(Path.of(name));
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(
                    in,
                    StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          visitor.line(number, line);
        }
      }
    } catch (CharacterCodingException e) {
      throw new BadFileException(name + ": after line " + number + ": not UTF-8; convert the file");
    } catch (IOException e) {
      throw new BadFileException(name + ": after line " + number + ": " + e.getMessage());
    }
  }
}
