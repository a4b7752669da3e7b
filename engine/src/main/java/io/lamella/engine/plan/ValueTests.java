package io.lamella.engine.plan;

import com.google.re2j.Pattern;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate.TextTest;
import io.lamella.engine.query.Suggestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;

/// Turns conditions on one value into [ValueTest]s: the same for attributes and properties, which
/// differ only in where a string's code is looked up. The predicate has been checked: types fit.
///
/// @param notices told of strings that nobody has, with the part of the predicate they stand in
record ValueTests(Clock clock, NoticeList notices) {

  /// Where the strings of one attribute or property have their codes, and its type.
  interface Source {
    ValueType type();

    OptionalInt code(String value);

    CodeSet codes(java.util.function.Predicate<String> fits);

    /// What to say of a string without a code.
    String unknownValue(String value);

    /// Strings with a code that are near one without, nearest first.
    List<String> near(String value);
  }

  private static final ValueTest NOTHING = new ValueTest.InRanges(List.of());

  ValueTest isTrue() {
    return new ValueTest.CodeIn(CodeSet.of(1), false);
  }

  ValueTest compares(Operand operand, Comparison comparison, Literal literal, Source source) {
    return switch (operand) {
      case Operand.SizeOf _ -> new ValueTest.SizeIn(DecimalRange.of(comparison, number(literal)));
      case Operand.PartOf(Field _, Operand.DatePart part) ->
          partIn(part, source, n -> comparison.holds(n.compareTo(number(literal))));
      case Operand.OfField _ -> fieldCompares(comparison, literal, source);
      case Operand.AnniversaryOf _ ->
          throw new IllegalArgumentException("an anniversary only lies in a window");
      case Operand.MeasureOf _, Operand.RatioOf _ ->
          throw new IllegalArgumentException("a measure is no value");
    };
  }

  ValueTest oneOf(Operand operand, List<Literal> literals, Source source) {
    return switch (operand) {
      case Operand.SizeOf _ -> new ValueTest.SizeIn(equalTo(literals));
      case Operand.PartOf(Field _, Operand.DatePart part) ->
          partIn(
              part,
              source,
              n -> literals.stream().anyMatch(literal -> number(literal).compareTo(n) == 0));
      case Operand.OfField _ -> fieldOneOf(literals, source);
      case Operand.AnniversaryOf _ ->
          throw new IllegalArgumentException("an anniversary only lies in a window");
      case Operand.MeasureOf _, Operand.RatioOf _ ->
          throw new IllegalArgumentException("a measure is no value");
    };
  }

  ValueTest inWindow(Clock.Range range, ValueType type) {
    long from = type == ValueType.DATE ? clock.dayFrom(range.fromMillis()) : range.fromMillis();
    long to = type == ValueType.DATE ? clock.dayFrom(range.toMillis()) : range.toMillis();
    return from >= to ? NOTHING : new ValueTest.InRanges(List.of(DecimalRange.ofLongs(from, to)));
  }

  /// An anniversary is the midnight that begins its day.
  ValueTest anniversaryIn(Clock.Range range, ValueType type) {
    long from = clock.dayFrom(range.fromMillis());
    long to = clock.dayFrom(range.toMillis());
    return from >= to
        ? NOTHING
        : new ValueTest.AnniversaryIn(from, to, clock.settings().zone(), stored(type));
  }

  ValueTest fits(TextTest test, String pattern, Source source) {
    return new ValueTest.CodeIn(source.codes(matcher(test, pattern)), false);
  }

  ValueTest hasMembers(List<Literal.Text> members, boolean all, Source source) {
    List<Integer> codes = new ArrayList<>();
    for (Literal.Text member : members) {
      OptionalInt code = code(member, source);
      if (code.isPresent()) {
        codes.add(code.getAsInt());
      } else if (all) {
        return new ValueTest.HasMembers(CodeSet.of(), false);
      }
    }
    return new ValueTest.HasMembers(codeSet(codes), all);
  }

  private ValueTest fieldCompares(Comparison comparison, Literal literal, Source source) {
    return switch (literal) {
      case Literal.Text text ->
          new ValueTest.CodeIn(
              codeSet(code(text, source).stream().boxed().toList()),
              comparison == Comparison.NOT_EQUAL);
      case Literal.Bool(boolean value) ->
          new ValueTest.CodeIn(CodeSet.of(value ? 1 : 0), comparison == Comparison.NOT_EQUAL);
      case Literal.Decimal(BigDecimal value) ->
          new ValueTest.InRanges(DecimalRange.of(comparison, value));
      case Literal.Time time ->
          new ValueTest.InRanges(timeRanges(comparison, clock.millis(time), source.type()));
    };
  }

  private ValueTest fieldOneOf(List<Literal> literals, Source source) {
    if (source.type().isString() || source.type() == ValueType.BOOLEAN) {
      List<Integer> codes = new ArrayList<>();
      for (Literal literal : literals) {
        if (literal instanceof Literal.Text text) {
          code(text, source).ifPresent(codes::add);
        } else if (literal instanceof Literal.Bool(boolean value)) {
          codes.add(value ? 1 : 0);
        }
      }
      return new ValueTest.CodeIn(codeSet(codes), false);
    }
    if (source.type() == ValueType.NUMBER) {
      return new ValueTest.InRanges(equalTo(literals));
    }
    TreeSet<Long> instants = new TreeSet<>();
    for (Literal literal : literals) {
      instants.add(clock.millis((Literal.Time) literal));
    }
    return new ValueTest.InRanges(
        instants.stream()
            .flatMap(millis -> timeRanges(Comparison.EQUAL, millis, source.type()).stream())
            .toList());
  }

  /// What compares so with an instant, in the unit in which the type is stored.
  private List<DecimalRange> timeRanges(Comparison comparison, long millis, ValueType type) {
    if (type != ValueType.DATE) {
      return DecimalRange.of(comparison, BigDecimal.valueOf(millis));
    }
    long from = clock.dayFrom(millis);
    long after = clock.dayFrom(millis + 1);
    DecimalRange before = DecimalRange.ofLongs(Long.MIN_VALUE, from);
    DecimalRange notAfter = DecimalRange.ofLongs(Long.MIN_VALUE, after);
    DecimalRange notBefore = DecimalRange.ofLongs(from, Long.MAX_VALUE);
    DecimalRange later = DecimalRange.ofLongs(after, Long.MAX_VALUE);
    return switch (comparison) {
      case EQUAL -> from == after ? List.of() : List.of(DecimalRange.ofLongs(from, after));
      case NOT_EQUAL -> from == after ? List.of(DecimalRange.ALL) : List.of(before, later);
      case LESS -> List.of(before);
      case AT_MOST -> List.of(notAfter);
      case GREATER -> List.of(later);
      case AT_LEAST -> List.of(notBefore);
    };
  }

  private ValueTest partIn(
      Operand.DatePart part, Source source, java.util.function.Predicate<BigDecimal> holds) {
    long allowed = 0;
    for (int n = 0; n < 24; n++) {
      if (holds.test(BigDecimal.valueOf(n))) {
        allowed |= 1L << n;
      }
    }
    return new ValueTest.PartIn(part, allowed, clock.settings().zone(), stored(source.type()));
  }

  private static ValueTest.TimeUnit stored(ValueType type) {
    return type == ValueType.DATE ? ValueTest.TimeUnit.DAYS : ValueTest.TimeUnit.MILLISECONDS;
  }

  private OptionalInt code(Literal.Text text, Source source) {
    OptionalInt code = source.code(text.value());
    if (code.isEmpty()) {
      List<String> near = source.near(text.value());
      notices.addUnknown(
          text, source.unknownValue(text.value()) + Suggestion.didYouMean(near), near);
    }
    return code;
  }

  private static List<DecimalRange> equalTo(List<Literal> literals) {
    TreeSet<BigDecimal> numbers = new TreeSet<>();
    literals.forEach(literal -> numbers.add(number(literal)));
    return numbers.stream()
        .flatMap(number -> DecimalRange.of(Comparison.EQUAL, number).stream())
        .toList();
  }

  static BigDecimal number(Literal literal) {
    return ((Literal.Decimal) literal).value();
  }

  private static CodeSet codeSet(List<Integer> codes) {
    return CodeSet.of(codes.stream().mapToInt(Integer::intValue).toArray());
  }

  private static java.util.function.Predicate<String> matcher(TextTest test, String pattern) {
    return switch (test) {
      case STARTS_WITH -> value -> value.startsWith(pattern);
      case ENDS_WITH -> value -> value.endsWith(pattern);
      case CONTAINS -> value -> value.contains(pattern);
      case MATCHES -> {
        Pattern compiled = Pattern.compile(pattern);
        yield value -> compiled.matcher(value).find();
      }
      case EQUALS_IGNORE_CASE -> {
        // RE2 folds by the simple mappings of Unicode; String.equalsIgnoreCase also equates I with
        // a dotted capital I.
        Pattern compiled =
            Pattern.compile(Pattern.quote(pattern), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        yield value -> compiled.matches(value);
      }
    };
  }
}
