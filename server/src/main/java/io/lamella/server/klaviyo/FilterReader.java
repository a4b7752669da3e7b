package io.lamella.server.klaviyo;

import io.lamella.engine.catalog.ValueFormat;
import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Predicate.Members;
import io.lamella.engine.query.Predicate.TextTest;
import io.lamella.engine.query.Span;
import io.lamella.engine.query.text.Expressions;
import io.lamella.server.klaviyo.json.Json;
import io.lamella.server.klaviyo.json.JsonPart;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads filters. What is at fault is reported and stands in for by something harmless.
final class FilterReader {
  private static final String OPERATOR = "operator";
  private static final long DAYS_A_WEEK = 7;
  private static final long HOURS_A_DAY = 24;

  /// No window is longer than 10,000 years.
  private static final long MAX_HOURS = 10_000L * 365 * HOURS_A_DAY;

  private static final int MAX_DIGITS = 18;

  private FilterReader() {}

  /// Reads a filter of one of these forms, and closes it.
  static Filter read(JsonPart part, Set<FilterForm> legal) {
    Set<String> types = new LinkedHashSet<>();
    legal.forEach(form -> types.add(form.type()));
    Optional<FilterForm> form =
        part.knownWord("type", types).flatMap(type -> form(part, type, legal));
    if (form.isEmpty()) {
      part.forgive();
      return new Filter.IsSet(true);
    }
    Filter filter = read(part, form.get(), part.text(OPERATOR));
    part.close();
    return filter;
  }

  private static Optional<FilterForm> form(JsonPart part, String type, Set<FilterForm> legal) {
    Set<String> operators = new LinkedHashSet<>();
    legal.stream()
        .filter(form -> form.type().equals(type))
        .forEach(form -> operators.addAll(form.operators()));
    return part.knownWord(OPERATOR, operators)
        .flatMap(operator ->
            legal.stream()
                .filter(form -> form.type().equals(type) && form.operators().contains(operator))
                .findFirst());
  }

  private static Filter read(JsonPart part, FilterForm form, String operator) {
    boolean negated = operator.startsWith("not-") || operator.endsWith("-not-in");
    return switch (form) {
      case TEXT, TEXT_EQUALS -> text(part, operator, negated);
      case TEXTS, TEXT_IN -> new Filter.TextIn(negated, part.texts("value"));
      case PHONE_COUNTRY -> new Filter.PhoneIn(negated, part.texts("value"));
      case NUMBER -> new Filter.NumberIs(comparison(operator), number(part, "value"));
      case NUMBER_RANGE -> new Filter.NumberIn(number(part, "start"), number(part, "end"));
      case BOOLEAN -> new Filter.IsBoolean(part.bool("value"));
      case LIST_MEMBER -> new Filter.ListHas(negated, member(part));
      case LIST_MEMBERS ->
          new Filter.ListHasSome(
              negated, operator.endsWith("any") ? Members.ANY : Members.ALL, part.texts("value"));
      case LIST_SUBSTRING -> new Filter.ListSubstring(negated, part.nullableText("value"));
      case LIST_LENGTH ->
          new Filter.ListLength(
              comparison(operator.substring("length-".length())), whole(part, "value"));
      case EXISTENCE, IS_SET -> new Filter.IsSet(operator.equals("is-set"));
      case STATIC -> {
        Instant instant = instant(part, part.either("date", "value"));
        yield operator.equals("after") ? new Filter.After(instant) : new Filter.Before(instant);
      }
      case STATIC_RANGE -> staticRange(part);
      case ROLLING -> {
        Span span = span(part);
        yield switch (operator) {
          case "in-the-last" -> new Filter.InTheLast(span);
          case "in-the-next" -> new Filter.InTheNext(span);
          default -> new Filter.AtLeastAgo(span);
        };
      }
      case ROLLING_RANGE -> rollingRange(part);
      case YEARLY_ROLLING -> {
        Span span = span(part);
        boolean hours = span.unit() == Span.Unit.HOUR;
        long days = days(span);
        yield operator.equals("anniversary-last")
            ? new Filter.DayInTheLast(days, hours)
            : new Filter.DayInTheNext(days, hours);
      }
      case YEARLY ->
          operator.equals("anniversary") ? new Filter.DayIsToday() : new Filter.MonthIsThis();
      case CALENDAR_MONTH -> new Filter.MonthIs((int) part.whole("value", 1, 12));
      case ALL_TIME -> new Filter.AllTime();
    };
  }

  private static Filter text(JsonPart part, String operator, boolean negated) {
    Optional<String> value = part.nullableText("value");
    String plain = negated ? operator.substring("not-".length()) : operator;
    return switch (plain) {
      case "equals" -> new Filter.TextEquals(negated, value);
      case "contains" -> new Filter.TextFits(negated, TextTest.CONTAINS, value);
      case "starts-with" -> new Filter.TextFits(negated, TextTest.STARTS_WITH, value);
      case "ends-with" -> new Filter.TextFits(negated, TextTest.ENDS_WITH, value);
      default -> new Filter.TextFits(plain.equals("nregex"), TextTest.MATCHES, value);
    };
  }

  private static Comparison comparison(String operator) {
    return switch (operator) {
      case "equals" -> Comparison.EQUAL;
      case "not-equals" -> Comparison.NOT_EQUAL;
      case "greater-than" -> Comparison.GREATER;
      case "greater-than-or-equal" -> Comparison.AT_LEAST;
      case "less-than" -> Comparison.LESS;
      default -> Comparison.AT_MOST;
    };
  }

  /// A number that an expression can hold, written plainly.
  static BigDecimal number(JsonPart part, String name) {
    BigDecimal number = part.number(name).stripTrailingZeros();
    if (number.scale() < 0) {
      number = number.setScale(0);
    }
    boolean small = number.precision() - number.scale() <= MAX_DIGITS;
    if (small && Expressions.canWrite(number)) {
      return number;
    }
    part.fault(
        name,
        "a number of at most " + MAX_DIGITS + " digits is needed, of 15 if it has a fraction");
    return BigDecimal.ONE;
  }

  /// A whole number of any sign.
  static BigDecimal whole(JsonPart part, String name) {
    BigDecimal number = number(part, name);
    if (number.scale() > 0) {
      part.fault(name, "a whole number is needed: " + number.toPlainString());
    }
    return number;
  }

  /// A string, or a whole number in its digits; empty for null.
  private static Optional<String> member(JsonPart part) {
    Optional<Json> value = part.value("value");
    if (value.isPresent() && value.get() instanceof Json.Num) {
      return Optional.of(whole(part, "value").toPlainString());
    }
    if (value.isPresent()
        && !(value.get() instanceof Json.Str)
        && !(value.get() instanceof Json.Null)) {
      part.fault("value", "a string or a whole number is needed, not " + value.get().label());
      return Optional.empty();
    }
    return value.isPresent() ? part.nullableText("value") : Optional.empty();
  }

  private static Filter staticRange(JsonPart part) {
    Instant start = instant(part, "start");
    Instant end = instant(part, "end");
    if (!start.isBefore(end) && !end.equals(Instant.EPOCH)) {
      part.fault("end", "later than start is needed, or nothing lies between them");
    }
    return new Filter.BetweenStatic(start, end);
  }

  /// A date and time; without an offset it is of UTC, as all dates of Klaviyo's segments are.
  private static Instant instant(JsonPart part, String name) {
    Optional<String> text = part.nullableText(name);
    Optional<Instant> instant = text.flatMap(FilterReader::instant);
    if (instant.isEmpty() && (text.isPresent() || part.isNull(name))) {
      part.fault(name, "a date and time is needed: 2026-01-31T09:30:00Z");
    }
    return instant.orElse(Instant.EPOCH);
  }

  private static Optional<Instant> instant(String text) {
    return ValueFormat.instant(text.replace('t', 'T').replace('z', 'Z'), ZoneOffset.UTC)
        .or(() ->
            ValueFormat.date(text).map(date -> date.atStartOfDay().toInstant(ZoneOffset.UTC)));
  }

  private static Span span(JsonPart part) {
    Span.Unit unit = unit(part);
    return new Span(part.whole("quantity", 1, MAX_HOURS * 3_600_000 / unit.millis()), unit);
  }

  private static Span.Unit unit(JsonPart part) {
    return switch (part.word("unit", List.of("day", "hour", "week"))) {
      case "hour" -> Span.Unit.HOUR;
      case "week" -> Span.Unit.WEEK;
      default -> Span.Unit.DAY;
    };
  }

  /// The days that a span covers, a begun one whole.
  private static long days(Span span) {
    return switch (span.unit()) {
      case HOUR -> (span.amount() + HOURS_A_DAY - 1) / HOURS_A_DAY;
      case WEEK -> span.amount() * DAYS_A_WEEK;
      default -> span.amount();
    };
  }

  /// Klaviyo's builder takes the two in either order.
  private static Filter rollingRange(JsonPart part) {
    Span.Unit unit = unit(part);
    long most = MAX_HOURS * 3_600_000 / unit.millis();
    long start = part.whole("start", 0, most);
    long end = part.whole("end", 0, most);
    long since = Math.max(start, end);
    long until = Math.min(start, end);
    if (since == until) {
      if (part.names().contains("end") && part.names().contains("start")) {
        part.fault("end", "other than start is needed, or nothing lies between them");
      }
      return new Filter.InTheLast(new Span(1, unit));
    }
    return new Filter.BetweenAgo(
        new Span(since, unit), until == 0 ? Optional.empty() : Optional.of(new Span(until, unit)));
  }
}
