package io.lamella.engine.plan;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Measure;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate.TextTest;
import io.lamella.engine.query.Window;
import java.util.List;
import java.util.Optional;

/// Which operators which types have. A mismatch names both types.
record TypeRules(FaultList faults, WindowRules windows) {

  /// What is compared: how to call it, and its type.
  record Value(Operand operand, String name, ValueType type) {}

  void isTrue(Field field, ValueType type) {
    if (type != ValueType.BOOLEAN) {
      faults.add(
          field,
          "'"
              + field.name()
              + "' is "
              + a(type)
              + ", not a boolean; compare it with a value, or write has("
              + field.name()
              + ")");
    }
  }

  void compares(Value value, Comparison comparison, Literal literal) {
    if (literal instanceof Literal.Time time) {
      windows.check(time);
    }
    if (isAnniversary(value)) {
      return;
    }
    if (value.type == ValueType.SET) {
      faults.add(
          value.operand,
          "'" + value.name + "' is a set; write 'vip' in " + value.name + " or containsAny");
      return;
    }
    if (!fits(value, literal)) {
      return;
    }
    boolean ordered = comparison != Comparison.EQUAL && comparison != Comparison.NOT_EQUAL;
    if (ordered && (value.type.isString() || value.type == ValueType.BOOLEAN)) {
      faults.add(
          value.operand,
          "'"
              + value.name
              + "' is "
              + a(value.type)
              + ", which has no order; "
              + comparison.symbol()
              + " is for numbers, dates and instants");
    }
  }

  void comparesMeasures(Value left, Value right) {
    boolean fits = left.type == right.type || (left.type.isTime() && right.type.isTime());
    if (!fits) {
      faults.add(
          right.operand,
          "'" + left.name + "' is " + a(left.type) + ", the other one is " + a(right.type));
    }
  }

  void oneOf(Value value, List<Literal> literals) {
    if (isAnniversary(value)) {
      return;
    }
    if (value.type == ValueType.SET) {
      faults.add(value.operand, "'" + value.name + "' is a set; write containsAny instead of in");
      return;
    }
    for (Literal literal : literals) {
      if (literal instanceof Literal.Time time) {
        windows.check(time);
      }
      fits(value, literal);
    }
  }

  /// There is one in each year, so it equals nothing and is before nothing.
  private boolean isAnniversary(Value value) {
    boolean anniversary = value.operand instanceof Operand.AnniversaryOf;
    if (anniversary) {
      faults.add(
          value.operand,
          "an anniversary lies in a window: " + value.name + " in next('7d'); it is not compared");
    }
    return anniversary;
  }

  void inWindow(Value value, Window window) {
    if (!value.type.isTime()) {
      faults.add(
          window,
          "'" + value.name + "' is " + a(value.type) + ", a window is for dates and instants");
    }
  }

  void fits(Field field, ValueType type, TextTest test, Literal.Text pattern) {
    if (!type.isString()) {
      faults.add(field, "'" + field.name() + "' is " + a(type) + ", not a keyword or a text");
      return;
    }
    if (test == TextTest.MATCHES) {
      try {
        Pattern.compile(pattern.value());
      } catch (PatternSyntaxException e) {
        faults.add(pattern, "not a pattern of RE2: " + e.getDescription());
      }
    }
  }

  boolean isSet(Field field, ValueType type) {
    if (type != ValueType.SET) {
      faults.add(field, "'" + field.name() + "' is " + a(type) + ", not a set");
    }
    return type == ValueType.SET;
  }

  void isLocation(Field field, ValueType type) {
    if (type != ValueType.LOCATION) {
      faults.add(field, "'" + field.name() + "' is " + a(type) + ", not a location");
    }
  }

  boolean isTime(Field field, ValueType type) {
    if (!type.isTime()) {
      faults.add(field, "'" + field.name() + "' is " + a(type) + ", not a date or an instant");
    }
    return type.isTime();
  }

  /// The type of a function of a property, if the function is there for the property's type.
  Optional<Value> measured(
      Operand operand, Measure.Function function, Field property, ValueType type) {
    return switch (function) {
      case SUM, AVG -> {
        if (type != ValueType.NUMBER) {
          faults.add(property, "'" + property.name() + "' is " + a(type) + ", not a number");
          yield Optional.empty();
        }
        yield Optional.of(new Value(operand, "the measure", ValueType.NUMBER));
      }
      case MIN, MAX -> {
        if (type != ValueType.NUMBER && !type.isTime()) {
          faults.add(
              property,
              "'" + property.name() + "' is " + a(type) + ", not a number, a date or an instant");
          yield Optional.empty();
        }
        yield Optional.of(new Value(operand, "the measure", type));
      }
      case DISTINCT -> {
        if (type == ValueType.SET) {
          faults.add(
              property, "'" + property.name() + "' is a set, which has no single value to count");
          yield Optional.empty();
        }
        yield Optional.of(new Value(operand, "the measure", ValueType.NUMBER));
      }
    };
  }

  private boolean fits(Value value, Literal literal) {
    boolean fits =
        switch (literal) {
          case Literal.Text _ -> value.type.isString();
          case Literal.Decimal _ -> value.type == ValueType.NUMBER;
          case Literal.Bool _ -> value.type == ValueType.BOOLEAN;
          case Literal.Time _ -> value.type.isTime();
        };
    if (!fits) {
      faults.add(
          literal,
          "'"
              + value.name
              + "' is "
              + a(value.type)
              + ", "
              + describe(literal)
              + hint(value, literal));
    }
    return fits;
  }

  private static String describe(Literal literal) {
    return switch (literal) {
      case Literal.Text(String text) -> "'" + text + "' is a string";
      case Literal.Decimal(var number) -> number.toPlainString() + " is a number";
      case Literal.Bool(boolean bool) -> bool + " is a boolean";
      case Literal.Time _ -> "this is an instant";
    };
  }

  private static String hint(Value value, Literal literal) {
    if (value.type.isTime() && literal instanceof Literal.Text) {
      return "; write date('2026-01-31') or timestamp('2026-01-31T09:30:00Z')";
    }
    if (value.type == ValueType.LOCATION) {
      return "; write near(" + value.name + ", 51.5074, -0.1278, '25km') or inside";
    }
    if (value.type.isString() && literal instanceof Literal.Decimal(var number)) {
      return "; write '" + number.toPlainString() + "'";
    }
    return "";
  }

  static String a(ValueType type) {
    return (type == ValueType.INSTANT ? "an " : "a ") + type.label();
  }
}
