package io.lamella.engine.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The names of a data directory's files.
///
/// ```
///   checkpoints/00000000000000000012.manifest   what checkpoint 12 consists of
///   parts/00000000000000000345.part             a part of a snapshot, or a piece of a table
///   journal/                                    see LocalJournal
/// ```
final class CheckpointFiles {
  static final String CHECKPOINTS = "checkpoints";
  static final String PARTS = "parts";
  static final String UNFINISHED = ".new";
  static final String DAMAGED = ".damaged";

  /// Kinds of checked files.
  static final int MANIFEST = 1;

  static final int PART = 2;
  static final int TABLE = 3;

  private static final String MANIFEST_END = ".manifest";
  private static final String PART_END = ".part";

  private CheckpointFiles() {}

  static String manifest(long number) {
    return CHECKPOINTS + "/" + digits(number) + MANIFEST_END;
  }

  static String part(long number) {
    return PARTS + "/" + digits(number) + PART_END;
  }

  private static String digits(long number) {
    return String.format("%020d", number);
  }

  /// The numbers of all checkpoints whose manifest is there, newest first.
  static List<Long> manifests(Disk disk) throws IOException {
    return numbers(disk, CHECKPOINTS, MANIFEST_END).reversed();
  }

  /// The numbers of all files of parts, ascending.
  static List<Long> parts(Disk disk) throws IOException {
    return numbers(disk, PARTS, PART_END);
  }

  private static List<Long> numbers(Disk disk, String folder, String end) throws IOException {
    List<Long> numbers = new ArrayList<>();
    for (String name : disk.list(folder)) {
      String digits = name.endsWith(end) ? name.substring(0, name.length() - end.length()) : "";
      if (digits.length() == 20 && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
        numbers.add(Long.parseLong(digits));
      }
    }
    return numbers;
  }
}
