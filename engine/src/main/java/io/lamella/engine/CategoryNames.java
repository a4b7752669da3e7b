package io.lamella.engine;

import io.lamella.engine.catalog.ValueDictionary;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.exec.Binned;
import io.lamella.engine.exec.CalendarBins;
import io.lamella.engine.exec.RowText;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.plan.Periods;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Window;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
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
          new CalendarBins(type, snapshot.catalog().settings()));
    }

    @Override
    public String text(int category) {
      return switch (binned.kind()) {
        case VALUES -> conditions.text(low(category));
        case RANGES -> {
          if (lows().size() == 1) {
            yield "any";
          }
          yield category == 0 ? "below " + conditions.text(low(1)) : range(category);
        }
        case STEPS -> range(category);
        case DAYS -> day(category).toString();
        case WEEKS -> "week of " + day(category);
        case MONTHS -> YearMonth.from(day(category)).toString();
        case QUARTERS ->
            day(category).getYear() + "-Q" + day(category).get(IsoFields.QUARTER_OF_YEAR);
        case YEARS -> String.valueOf(day(category).getYear());
      };
    }

    private String range(int category) {
      String low = conditions.text(low(category));
      return end(category)
          .map(end -> low + " to below " + conditions.text(end))
          .orElse(low + " and more");
    }

    @Override
    public Predicate predicate(int category) {
      return switch (binned.kind()) {
        case VALUES -> conditions.ofNumber(low(category));
        case RANGES ->
            lows().size() == 1
                ? conditions.ofAny()
                : conditions.ofRange(
                    category == 0 ? Optional.empty() : Optional.of(low(category)), end(category));
        case STEPS -> conditions.ofRange(Optional.of(low(category)), end(category));
        case DAYS -> period(category, Window.Period.DAY);
        case WEEKS -> period(category, Window.Period.WEEK);
        case MONTHS -> period(category, Window.Period.MONTH);
        case QUARTERS -> period(category, Window.Period.QUARTER);
        case YEARS -> period(category, Window.Period.YEAR);
      };
    }

    private Predicate period(int category, Window.Period period) {
      LocalDate from = day(category);
      return conditions.ofDays(from, Periods.plus(from, period, 1));
    }

    /// Where a bin ends, if it does.
    private Optional<BigDecimal> end(int category) {
      return category < lows().size() - 1 ? Optional.of(low(category + 1)) : Optional.empty();
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
