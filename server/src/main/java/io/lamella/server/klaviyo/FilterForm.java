package io.lamella.server.klaviyo;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The forms of Klaviyo's filters: a type, the operators it has, and by these the fields that
/// follow.
enum FilterForm {
  TEXT(
      "string",
      "equals",
      "not-equals",
      "contains",
      "not-contains",
      "starts-with",
      "not-starts-with",
      "ends-with",
      "not-ends-with",
      "regex",
      "nregex"),
  TEXT_EQUALS("string", "equals"),
  TEXT_IN("string", "in"),
  TEXTS("string", "in", "not-in"),
  PHONE_COUNTRY("string", "phone-country-code-in", "phone-country-code-not-in"),
  NUMBER(
      "numeric",
      "equals",
      "not-equals",
      "greater-than",
      "greater-than-or-equal",
      "less-than",
      "less-than-or-equal"),
  NUMBER_RANGE("numeric", "between"),
  BOOLEAN("boolean", "equals"),
  STATIC("date", "after", "before"),
  STATIC_RANGE("date", "between-static"),
  ROLLING("date", "in-the-last", "in-the-next", "at-least"),
  ROLLING_RANGE("date", "between"),
  YEARLY_ROLLING("date", "anniversary-last", "anniversary-next"),
  YEARLY("date", "anniversary", "anniversary-month"),
  CALENDAR_MONTH("date", "calendar-month"),
  ALL_TIME("date", "alltime"),
  LIST_MEMBER("list", "contains", "not-contains"),
  LIST_MEMBERS("list", "contains-all", "contains-any", "not-contains-all", "not-contains-any"),
  LIST_SUBSTRING("list", "contains-substring", "not-contains-substring"),
  LIST_LENGTH(
      "list",
      "length-equals",
      "length-greater-than",
      "length-greater-than-or-equal",
      "length-less-than",
      "length-less-than-or-equal"),
  EXISTENCE("existence", "is-set", "not-set"),
  IS_SET("existence", "is-set");

  /// All dates but all of time.
  static final Set<FilterForm> DATES =
      EnumSet.of(
          STATIC, STATIC_RANGE, ROLLING, ROLLING_RANGE, YEARLY_ROLLING, YEARLY, CALENDAR_MONTH);

  /// What a property of a profile is asked.
  static final Set<FilterForm> OF_PROFILE =
      with(DATES, TEXT, TEXTS, PHONE_COUNTRY, NUMBER, BOOLEAN, LIST_MEMBER, LIST_LENGTH, EXISTENCE);

  /// What a property of an event is asked.
  static final Set<FilterForm> OF_EVENT =
      EnumSet.of(
          TEXT, TEXTS, EXISTENCE, LIST_MEMBERS, LIST_LENGTH, LIST_SUBSTRING, BOOLEAN, NUMBER);

  /// What a property of a custom object is asked.
  static final Set<FilterForm> OF_OBJECT =
      EnumSet.of(
          TEXT,
          TEXTS,
          NUMBER,
          NUMBER_RANGE,
          BOOLEAN,
          STATIC,
          STATIC_RANGE,
          ROLLING,
          YEARLY_ROLLING,
          ROLLING_RANGE,
          LIST_MEMBER,
          LIST_LENGTH,
          EXISTENCE);

  /// When the events of a metric happened.
  static final Set<FilterForm> OF_METRIC_TIME =
      EnumSet.of(STATIC, STATIC_RANGE, ROLLING, YEARLY_ROLLING, ROLLING_RANGE, ALL_TIME);

  /// When the steps of a funnel happened.
  static final Set<FilterForm> OF_FUNNEL_TIME = EnumSet.of(STATIC_RANGE, ROLLING, ROLLING_RANGE);

  /// When a list was joined.
  static final Set<FilterForm> OF_MEMBERSHIP_TIME =
      EnumSet.of(STATIC, STATIC_RANGE, ROLLING, ROLLING_RANGE);

  /// When somebody was suppressed, or whether at all.
  static final Set<FilterForm> OF_SUPPRESSION = with(DATES, IS_SET);

  private final String type;

  /// With a space between them.
  private final String operators;

  FilterForm(String type, String... operators) {
    this.type = type;
    this.operators = String.join(" ", operators);
  }

  String type() {
    return type;
  }

  List<String> operators() {
    return List.of(operators.split(" "));
  }

  private static Set<FilterForm> with(Set<FilterForm> some, FilterForm... others) {
    EnumSet<FilterForm> all = EnumSet.copyOf(some);
    all.addAll(List.of(others));
    return all;
  }
}
