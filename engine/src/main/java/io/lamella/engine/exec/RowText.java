package io.lamella.engine.exec;

import io.lamella.engine.catalog.Location;
import io.lamella.engine.catalog.ValueDictionary;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.index.Values;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Values as people read them.
public final class RowText {

  private RowText() {}

  /// The value of a row, if it has one.
  ///
  /// @param dictionary of strings and sets
  public static Optional<String> of(
      ValueType type, Values values, long row, @Nullable ValueDictionary dictionary) {
    if (!values.presence().has(row)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (values) {
          case Values.Codes codes -> code(type, (int) codes.codes().value(row), dictionary);
          case Values.Sets sets -> {
            var members = new StringJoiner("|");
            for (int number = 0; number < sets.size(row); number++) {
              members.add(code(type, sets.member(row, number), dictionary));
            }
            yield members.toString();
          }
          case Values.Decimals decimals ->
              switch (type) {
                case DATE -> LocalDate.ofEpochDay(decimals.unscaled().value(row)).toString();
                case INSTANT -> Instant.ofEpochMilli(decimals.unscaled().value(row)).toString();
                case LOCATION -> Location.unpacked(decimals.unscaled().value(row)).toString();
                default -> decimals.value(row).stripTrailingZeros().toPlainString();
              };
        });
  }

  /// The string that a code stands for.
  public static String code(ValueType type, int code, @Nullable ValueDictionary dictionary) {
    if (type == ValueType.BOOLEAN) {
      return code == 1 ? "true" : "false";
    }
    if (dictionary == null) {
      throw new IllegalStateException("no dictionary: type=" + type);
    }
    return dictionary.value(code);
  }
}
