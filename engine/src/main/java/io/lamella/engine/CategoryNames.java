package io.lamella.engine;

import io.lamella.engine.catalog.ValueDictionary;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.exec.Binned;
import io.lamella.engine.exec.CalendarBins;
import io.lamella.engine.exec.RowText;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.query.Predicate;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the categories of an attribute are called, and the conditions for them.
sealed interface CategoryNames {

  /// What is true of the customers of a category, for people.
  String text(int category);

  /// The condition that narrows a segment to them.
  Predicate predicate(int category);

  /// Of codes.
  ///
  /// @param dictionary of strings and sets
  record OfCodes(ValueConditions conditions, @Nullable ValueDictionary dictionary)
      implements CategoryNames {

    static OfCodes of(Snapshot snapshot, String attribute, ValueType type) {
      return new OfCodes(
          new ValueConditions(attribute, type),
          snapshot.dictionaries().attributes().get(attribute));
    }

    @Override
    public String text(int category) {
      return RowText.code(conditions.type(), category, dictionary);
    }

    @Override
    public Predicate predicate(int category) {
      return conditions.ofText(text(category));
    }
  }

  /// Of bins.
  record OfBins(ValueConditions conditions, Binned binned, CalendarBins calendar)
      implements CategoryNames {

    static OfBins of(Snapshot snapshot, String attribute, ValueType type, Binned binned) {
      return new OfBins(
          new ValueConditions(attribute, type),
          binned,
          new CalendarBins(type, snapshot.catalog().settings().zone()));
    }

    @Override
    public String text(int category) {
      return switch (binned.kind()) {
        case VALUES -> conditions.text(low(category));
        case TENTHS -> range(category);
        case MONTHS -> day(category).toString().substring(0, "2026-01".length());
        case YEARS -> String.valueOf(day(category).getYear());
      };
    }

    private String range(int category) {
      if (category == 0) {
        return "below " + conditions.text(low(1));
      }
      return conditions.text(low(category))
          + (isLast(category) ? " and more" : " to below " + conditions.text(low(category + 1)));
    }

    @Override
    public Predicate predicate(int category) {
      return switch (binned.kind()) {
        case VALUES -> conditions.ofNumber(low(category));
        case TENTHS ->
            conditions.ofRange(
                category == 0 ? Optional.empty() : Optional.of(low(category)),
                isLast(category) ? Optional.empty() : Optional.of(low(category + 1)));
        case MONTHS -> conditions.ofDays(day(category), day(category).plusMonths(1));
        case YEARS -> conditions.ofDays(day(category), day(category).plusYears(1));
      };
    }

    private boolean isLast(int category) {
      return category == lows().size() - 1;
    }

    private BigDecimal low(int category) {
      return lows().get(category);
    }

    private LocalDate day(int category) {
      return calendar.date(low(category));
    }

    private List<BigDecimal> lows() {
      return binned.bins().lows();
    }
  }
}
