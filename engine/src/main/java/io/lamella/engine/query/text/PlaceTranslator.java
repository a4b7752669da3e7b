package io.lamella.engine.query.text;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import io.lamella.engine.query.Distance;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Point;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.FieldTranslator.Scope;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads `near(…)` and `inside(…)`.
final class PlaceTranslator {
  private static final String NEAR =
      "near takes a location, a latitude, a longitude and a distance:"
          + " near(home, 51.5074, -0.1278, '25km')";

  private static final String INSIDE =
      "inside takes a location and the corners of a polygon:"
          + " inside(home, [[51.2, -0.6], [51.8, -0.6], [51.5, 0.4]])";

  private static final Pattern DISTANCE =
      Pattern.compile(
          "([0-9]{1,18}(?:\\.[0-9]{1,18})?)("
              + Arrays.stream(Distance.Unit.values())
                  .map(Distance.Unit::symbol)
                  .collect(Collectors.joining("|"))
              + ")");

  private final Source source;
  private final Faults faults;
  private final LiteralTranslator literals;
  private final FieldTranslator fields;

  PlaceTranslator(
      Source source, Faults faults, LiteralTranslator literals, FieldTranslator fields) {
    this.source = source;
    this.faults = faults;
    this.literals = literals;
    this.fields = fields;
  }

  Predicate near(CelExpr expr, Scope scope) {
    List<CelExpr> args = Calls.args(expr);
    if (args.size() != 4) {
      return fault(expr, NEAR);
    }
    Optional<Point> centre = point(args.subList(1, 3), NEAR);
    Optional<Distance> distance = distance(args.get(3));
    var field = fields.field(args.getFirst(), scope);
    return centre.isPresent() && distance.isPresent()
        ? new Predicate.Near(field, centre.get(), distance.get())
        : new Predicate.Nobody();
  }

  Predicate inside(CelExpr expr, Scope scope) {
    List<CelExpr> args = Calls.args(expr);
    if (args.size() != 2 || args.get(1).getKind() != Kind.LIST) {
      return fault(expr, INSIDE);
    }
    List<Point> corners = new ArrayList<>();
    for (CelExpr element : args.get(1).list().elements()) {
      if (element.getKind() != Kind.LIST || element.list().elements().size() != 2) {
        return fault(element, "a corner is a latitude and a longitude: [51.2, -0.6]");
      }
      Optional<Point> corner = point(element.list().elements(), INSIDE);
      if (corner.isEmpty()) {
        return new Predicate.Nobody();
      }
      corners.add(corner.get());
    }
    return new Predicate.Inside(fields.field(args.getFirst(), scope), corners);
  }

  /// A latitude and a longitude; if they are none, a fault says so.
  private Optional<Point> point(List<CelExpr> pair, String needed) {
    Optional<BigDecimal> latitude = number(pair.getFirst(), needed);
    Optional<BigDecimal> longitude = number(pair.getLast(), needed);
    return latitude.isPresent() && longitude.isPresent()
        ? Optional.of(source.place(new Point(latitude.get(), longitude.get()), pair.getFirst()))
        : Optional.empty();
  }

  private Optional<BigDecimal> number(CelExpr expr, String needed) {
    if (LiteralTranslator.isLiteral(expr)
        && literals.literal(expr) instanceof Literal.Decimal(BigDecimal value)) {
      return Optional.of(value);
    }
    fault(expr, needed);
    return Optional.empty();
  }

  private Optional<Distance> distance(CelExpr expr) {
    Matcher matcher = DISTANCE.matcher(Calls.string(expr).orElse(""));
    if (!matcher.matches()) {
      fault(expr, "a distance is one number and m, km or mi, in quotes: '25km'");
      return Optional.empty();
    }
    Distance.Unit unit =
        Arrays.stream(Distance.Unit.values())
            .filter(known -> known.symbol().equals(matcher.group(2)))
            .findFirst()
            .orElseThrow();
    return Optional.of(source.place(new Distance(new BigDecimal(matcher.group(1)), unit), expr));
  }

  private Predicate fault(CelExpr at, String message) {
    source.fault(faults, at, message);
    return new Predicate.Nobody();
  }
}
