package io.lamella.server.klaviyo;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.server.klaviyo.json.JsonPart;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a filter asks of an attribute or a property.
///
/// Since April 2023 a value that is not there satisfies no condition of Klaviyo's but *is not set*,
/// no negated one either. So `not-equals` is `!=`, and the negation of what has none of its own is
/// `has(x) && !…`.
final class FilterMeaning {
  private static final String NULL = "what a comparison with null means is not documented";
  private static final String EMPTY = "an empty text is no value here";

  private final DateMeaning dates;

  FilterMeaning(NameMap names) {
    this.dates = new DateMeaning(names);
  }

  Meaning of(Filter filter, Field field) {
    return switch (filter) {
      case Filter.TextEquals(boolean negated, var value) ->
          value.map(text -> equal(field, negated, text)).orElseGet(() -> Meaning.impossible(NULL));
      case Filter.TextFits(boolean negated, var test, var pattern) ->
          pattern
              .map(text -> fits(field, negated, test, text))
              .orElseGet(() -> Meaning.impossible(NULL));
      case Filter.TextIn(boolean negated, var values) ->
          noting(values, Meaning.exact(Make.unless(negated, field, Make.oneOf(field, values))));
      case Filter.PhoneIn(boolean negated, var countries) -> phone(field, negated, countries);
      case Filter.NumberIs(var comparison, var value) ->
          Meaning.exact(Make.compares(field, comparison, Make.number(value)));
      case Filter.NumberIn(var start, var end) ->
          Meaning.exact(
              Make.all(
                  Make.compares(field, Comparison.AT_LEAST, Make.number(start)),
                  Make.compares(field, Comparison.AT_MOST, Make.number(end))));
      case Filter.IsBoolean(boolean value) ->
          Meaning.exact(Make.compares(field, Comparison.EQUAL, new Literal.Bool(value)));
      case Filter.ListHas(boolean negated, var member) ->
          member
              .map(text -> member(field, negated, text))
              .orElseGet(() -> Meaning.impossible("a set has no member null"));
      case Filter.ListHasSome(boolean negated, var members, var values) ->
          negatedList(
              negated,
              Meaning.exact(
                  Make.unless(
                      negated,
                      field,
                      new Predicate.HasMembers(field, members, Make.texts(values)))));
      case Filter.ListSubstring(boolean negated, var part) ->
          part.map(text -> substring(field, negated, text))
              .orElseGet(() -> Meaning.impossible(NULL));
      case Filter.ListLength(var comparison, var length) -> length(field, comparison, length);
      case Filter.IsSet(boolean set) -> {
        Predicate has = new Predicate.Has(field);
        yield Meaning.exact(set ? has : Make.not(has));
      }
      case Filter.OfDate date -> dates.ofField(date, field);
    };
  }

  private static Meaning equal(Field field, boolean negated, String text) {
    Comparison comparison = negated ? Comparison.NOT_EQUAL : Comparison.EQUAL;
    return noting(
        List.of(text), Meaning.exact(Make.compares(field, comparison, new Literal.Text(text))));
  }

  private static Meaning noting(List<String> values, Meaning meaning) {
    return values.contains("") ? meaning.approximated(EMPTY) : meaning;
  }

  private static Meaning fits(
      Field field, boolean negated, Predicate.TextTest test, String pattern) {
    Predicate predicate =
        Make.unless(negated, field, new Predicate.Fits(field, test, new Literal.Text(pattern)));
    if (test != Predicate.TextTest.MATCHES) {
      return Meaning.exact(predicate);
    }
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      return Meaning.impossible("not a pattern of RE2: " + e.getDescription());
    }
    return Meaning.approximated(
        predicate, "the pattern is read as RE2's and found anywhere in the text");
  }

  private static Meaning phone(Field field, boolean negated, List<String> countries) {
    if (countries.isEmpty()) {
      return Meaning.exact(Make.unless(negated, field, Make.oneOf(field, List.of())));
    }
    List<Predicate> terms = new ArrayList<>();
    List<String> shared = new ArrayList<>();
    for (String country : countries) {
      Optional<String> prefix = PhoneCodes.prefix(country);
      if (prefix.isEmpty()) {
        return Meaning.impossible(
            "no calling code is known for "
                + JsonPart.quoted(country)
                + "; a country is written in two letters of ISO 3166, like GB");
      }
      Predicate term = Make.startsWith(field, prefix.get());
      if (!terms.contains(term)) {
        terms.add(term);
      }
      if (PhoneCodes.isShared(prefix.get()) && !shared.contains(prefix.get())) {
        shared.add(prefix.get());
      }
    }
    Meaning meaning = Meaning.exact(Make.unless(negated, field, Make.any(terms)));
    return shared.isEmpty()
        ? meaning
        : meaning.approximated(
            "other countries have numbers that begin with " + String.join(", ", shared));
  }

  private static Meaning member(Field field, boolean negated, String member) {
    return negatedList(
        negated,
        Meaning.exact(
            Make.unless(negated, field, new Predicate.HasMember(new Literal.Text(member), field))));
  }

  /// What is documented for texts is not for lists.
  private static Meaning negatedList(boolean negated, Meaning meaning) {
    return negated
        ? meaning.approximated("who has no list at all is left out, as with texts")
        : meaning;
  }

  private static Meaning substring(Field field, boolean negated, String part) {
    Field joined = Field.named(DefaultNames.joinedMembers(field.name()));
    return Meaning.approximated(
        Make.unless(
            negated,
            joined,
            new Predicate.Fits(joined, Predicate.TextTest.CONTAINS, new Literal.Text(part))),
        "asked of '" + joined.name() + "', a text with all members joined by |");
  }

  private static Meaning length(Field field, Comparison comparison, BigDecimal length) {
    Predicate compares =
        new Predicate.Compares(new Operand.SizeOf(field), comparison, new Literal.Decimal(length));
    boolean emptyToo = comparison.holds(BigDecimal.ZERO.compareTo(length));
    return Meaning.approximated(
        emptyToo ? Make.any(Make.not(new Predicate.Has(field)), compares) : compares,
        emptyToo
            ? "an empty list and none are the same; a member given twice counts once"
            : "a member given twice counts once");
  }
}
