package io.lamella.engine.oracle;

import io.lamella.engine.catalog.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Draws the pools that values come from.
final class RandomValues {

  private static final List<String> WORDS =
      List.of(
          "GB",
          "DE",
          "gb",
          "United Kingdom",
          "Côte d'Ivoire",
          "日本",
          "Straße",
          "STRASSE",
          "ΣΊΣΥΦΟΣ",
          "σίσυφος",
          "İstanbul",
          "istanbul",
          "ISTANBUL",
          "\u212Aelvin",
          "kelvin",
          "ada@example.com",
          "ADA@Example.com",
          "bob@example.org",
          "a.b",
          "a\\b",
          "say \"hi\"",
          "it's",
          "tab\there",
          "two\nlines",
          "🙂",
          "🙂🙃",
          " ",
          "0",
          "00",
          "1",
          "true",
          "e\u0301",
          "é",
          "\u0001",
          "%",
          "_",
          "x".repeat(300));
  private static final List<String> MEMBERS =
      List.of("vip", "VIP", "new", "sale 2026", "ñ", "it's", "日本", "0", "a,b", "🙂");

  private final Dice dice;
  private final Moments moments;

  RandomValues(Dice dice, Moments moments) {
    this.dice = dice;
    this.moments = moments;
  }

  Named named(String name, ValueType type) {
    List<Object> pool = new ArrayList<>();
    int style = dice.between(0, 5);
    int size = dice.between(1, 10);
    for (int i = 0; i < size; i++) {
      pool.add(
          switch (type) {
            case KEYWORD, TEXT -> dice.pick(WORDS);
            case SET -> Set.copyOf(dice.some(dice.between(1, 4), MEMBERS));
            case BOOLEAN -> dice.chance(0.5);
            case NUMBER -> number(style);
            case DATE -> moments.date(dice);
            case LOCATION -> RandomPlaces.point(dice);
            case INSTANT -> dice.chance(0.05) ? Instant.ofEpochMilli(-1) : moments.any(dice);
          });
    }
    return new Named(name, type, pool);
  }

  /// A string that may or may not be in use.
  static String anyWord(Dice dice) {
    return dice.pick(WORDS);
  }

  /// A member that may or may not be in use.
  static String anyMember(Dice dice) {
    return dice.pick(MEMBERS);
  }

  private BigDecimal number(int style) {
    return switch (style) {
      case 0 -> new BigDecimal(dice.between(-3, 12));
      case 1 ->
          new BigDecimal(
              dice.pick(
                  "1", "1.0", "1.00", "0.5", "0.50", "19.99", "-19.99", "0", "0.00", "0.1", "0.2",
                  "0.3", "10", "-0.1"));
      case 2 ->
          new BigDecimal(
              dice.pick(
                  "0.000000001",
                  "-0.000000001",
                  "123456789.987654321",
                  "-123456789.987654321",
                  "999999999.999999999",
                  "0.100000000",
                  "0.1",
                  "0"));
      case 3 -> huge();
      case 4 -> dice.chance(0.4) ? huge() : number(2);
      default -> {
        int digits = dice.between(1, 18);
        long bound = BigInteger.TEN.pow(digits).longValueExact() - 1;
        int scale = dice.between(0, Math.min(9, digits - 1));
        yield BigDecimal.valueOf(dice.between(-bound, bound), scale);
      }
    };
  }

  private BigDecimal huge() {
    return new BigDecimal(
        dice.pick(
            "999999999999999999",
            "-999999999999999999",
            "999999999999999998",
            "100000000000000000",
            "-100000000000000000",
            "9007199254740993",
            "0"));
  }
}
