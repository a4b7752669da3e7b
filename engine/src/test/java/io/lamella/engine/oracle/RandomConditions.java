package io.lamella.engine.oracle;

import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Point;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Window;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Draws well-typed conditions on one named value, with literals mostly from the values in use.
final class RandomConditions {

  /// The most significant digits of a decimal literal.
  private static final int LITERAL_DIGITS = 15;

  private static final List<String> PATTERNS =
      List.of(
          "^a",
          "a$",
          "[A-Z]{2}",
          "(?i)stra",
          "\\d+",
          "é",
          "^$",
          ".",
          "^.$",
          "o\\.?",
          "\\.com$",
          "(GB|DE)",
          "^[^@]+@[^@]+$",
          "\\p{Greek}",
          "n\\w+n",
          "'",
          "x{20}");

  private final Dice dice;
  private final RandomWindows windows;

  RandomConditions(Dice dice, RandomWindows windows) {
    this.dice = dice;
    this.windows = windows;
  }

  /// A condition on an attribute or property.
  Predicate on(Named named) {
    Field field = Field.named(named.name());
    if (dice.chance(0.1)) {
      return new Predicate.Has(field);
    }
    return switch (named.type()) {
      case KEYWORD, TEXT -> onString(named, field);
      case SET -> onSet(named, field);
      case BOOLEAN -> onBoolean(field);
      case NUMBER -> compares(new Operand.OfField(field), () -> decimal(number(named)));
      case DATE, INSTANT -> onTime(field, windows.any());
      case LOCATION -> RandomPlaces.condition(dice, field, (Point) dice.pick(named.pool()));
    };
  }

  /// A condition on an event's own instant; `ahead` if events after now are in sight.
  Predicate onOwnInstant(boolean ahead) {
    return onTime(Field.ownInstant(), ahead ? windows.any() : windows.past());
  }

  private Predicate onString(Named named, Field field) {
    Supplier<Literal> literal = () -> new Literal.Text(word(named));
    Operand operand = new Operand.OfField(field);
    return switch (dice.between(0, 3)) {
      case 0 ->
          new Predicate.Compares(
              operand, dice.pick(Comparison.EQUAL, Comparison.NOT_EQUAL), literal.get());
      case 1 -> new Predicate.OneOf(operand, list(0, 5, literal));
      default -> fits(named, field);
    };
  }

  private Predicate fits(Named named, Field field) {
    Predicate.TextTest test = dice.pick(Predicate.TextTest.values());
    String word = word(named);
    String pattern =
        switch (test) {
          case STARTS_WITH -> part(word, 0, dice.between(0, 3));
          case ENDS_WITH -> part(word, -dice.between(0, 3), Integer.MAX_VALUE);
          case CONTAINS -> part(word, 1, dice.between(1, 3));
          case MATCHES -> dice.pick(PATTERNS);
          case EQUALS_IGNORE_CASE -> word;
        };
    return new Predicate.Fits(field, test, new Literal.Text(pattern));
  }

  /// Some of a word's code points; a negative start counts from the end.
  private static String part(String word, int start, int length) {
    int[] points = word.codePoints().toArray();
    int from = Math.clamp(start < 0 ? points.length + start : start, 0, points.length);
    int count = Math.min(length, points.length - from);
    return new String(points, from, count);
  }

  private String word(Named named) {
    return dice.chance(0.8) ? (String) dice.pick(named.pool()) : RandomValues.anyWord(dice);
  }

  private Predicate onSet(Named named, Field field) {
    Supplier<Literal.Text> member = () -> new Literal.Text(member(named));
    return switch (dice.between(0, 2)) {
      case 0 -> new Predicate.HasMember(member.get(), field);
      case 1 ->
          new Predicate.HasMembers(
              field, dice.pick(Predicate.Members.values()), list(0, 3, member));
      default ->
          compares(
              new Operand.SizeOf(field), () -> decimal(BigDecimal.valueOf(dice.between(0, 4))));
    };
  }

  private String member(Named named) {
    Set<?> set = (Set<?>) dice.pick(named.pool());
    return dice.chance(0.8) ? (String) dice.pick(List.copyOf(set)) : RandomValues.anyMember(dice);
  }

  private Predicate onBoolean(Field field) {
    return dice.chance(0.4)
        ? new Predicate.IsTrue(field)
        : new Predicate.Compares(
            new Operand.OfField(field),
            dice.pick(Comparison.EQUAL, Comparison.NOT_EQUAL),
            new Literal.Bool(dice.chance(0.5)));
  }

  private Predicate onTime(Field field, Window window) {
    Operand operand = new Operand.OfField(field);
    return switch (dice.between(0, 4)) {
      case 0 -> new Predicate.InWindow(operand, window);
      case 4 -> new Predicate.InWindow(new Operand.AnniversaryOf(field), windows.ofDays());
      case 1 -> {
        Operand.DatePart part = dice.pick(Operand.DatePart.values());
        int most =
            switch (part) {
              case MONTH -> 12;
              case WEEKDAY -> 7;
              case HOUR -> 23;
            };
        yield compares(
            new Operand.PartOf(field, part),
            () -> decimal(BigDecimal.valueOf(dice.between(0, most))));
      }
      default -> compares(operand, windows::time);
    };
  }

  /// A comparison, or a list of values that one may equal.
  Predicate compares(Operand operand, Supplier<? extends Literal> literal) {
    return dice.chance(0.2)
        ? new Predicate.OneOf(operand, list(0, 4, literal))
        : new Predicate.Compares(operand, dice.pick(Comparison.values()), literal.get());
  }

  /// A number in use, or one just beside it, or none of them.
  BigDecimal number(Named named) {
    BigDecimal number = (BigDecimal) dice.pick(named.pool());
    return switch (dice.between(0, 5)) {
      case 0 -> number.add(number.ulp());
      case 1 -> number.subtract(number.ulp());
      case 2 -> BigDecimal.valueOf(dice.between(-3, 300));
      default -> number;
    };
  }

  /// The literal, rounded where the language has no way to write the number.
  static Literal decimal(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    if (plain.scale() > 0 && plain.precision() > LITERAL_DIGITS) {
      plain = plain.setScale(0, RoundingMode.FLOOR);
    }
    return new Literal.Decimal(plain.scale() < 0 ? plain.setScale(0) : plain);
  }

  private <T> List<T> list(int least, int most, Supplier<? extends T> element) {
    List<T> list = new ArrayList<>();
    int size = dice.between(least, most);
    while (list.size() < size) {
      list.add(element.get());
    }
    return list;
  }
}
