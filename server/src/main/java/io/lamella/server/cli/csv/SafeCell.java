package io.lamella.server.cli.csv;

import java.util.regex.Pattern;

/// Cells that a spreadsheet does not take for formulas: whoever can choose a value could else have
/// one run where the table is opened (OWASP, *CSV Injection*).
final class SafeCell {
  private static final String FIRST_OF_FORMULA = "=+-@\t\r";

  /// What is only a number does nothing.
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  private SafeCell() {}

  /// The cell, with a `'` before it if it could be a formula.
  static String of(String cell) {
    boolean formula =
        !cell.isEmpty()
            && FIRST_OF_FORMULA.indexOf(cell.charAt(0)) >= 0
            && !NUMBER.matcher(cell).matches();
    return formula ? "'" + cell : cell;
  }
}
