package io.lamella.engine.plan;

import io.lamella.engine.api.Notice;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import java.util.List;

/// What the conditions on one field have in common, be it an attribute or a property.
final class Fields {

  private Fields() {}

  /// The field that a condition is about.
  static Field of(Predicate condition) {
    return switch (condition) {
      case Predicate.Has(Field field) -> field;
      case Predicate.IsTrue(Field field) -> field;
      case Predicate.Fits(Field field, var _, var _) -> field;
      case Predicate.HasMember(var _, Field field) -> field;
      case Predicate.HasMembers(Field field, var _, var _) -> field;
      case Predicate.Near(Field field, var _, var _) -> field;
      case Predicate.Inside(Field field, var _) -> field;
      case Predicate.Compares(Operand operand, var _, var _) -> of(operand);
      case Predicate.OneOf(Operand operand, var _) -> of(operand);
      case Predicate.InWindow(Operand operand, var _) -> of(operand);
      default -> throw new IllegalArgumentException("no condition on a field: " + condition);
    };
  }

  /// The condition as a test of the field's value.
  static ValueTest test(
      Predicate condition,
      ValueTests tests,
      Clock clock,
      NoticeList notices,
      ValueTests.Source source) {
    return switch (condition) {
      case Predicate.Has _ -> new ValueTest.Present();
      case Predicate.IsTrue _ -> tests.isTrue();
      case Predicate.Compares(Operand operand, var comparison, var literal) ->
          tests.compares(operand, comparison, literal, source);
      case Predicate.OneOf(Operand operand, var literals) -> tests.oneOf(operand, literals, source);
      case Predicate.InWindow(Operand operand, var window) -> {
        boolean yearly = operand instanceof Operand.AnniversaryOf;
        Clock.Range range = (yearly ? clock.atStartOfToday() : clock).range(window);
        if (range.isEmpty()) {
          notices.add(Notice.Kind.EMPTY_WINDOW, window, "the window is empty at this instant");
        }
        yield yearly
            ? tests.anniversaryIn(range, source.type())
            : tests.inWindow(range, source.type());
      }
      case Predicate.Fits(var _, var test, var pattern) ->
          tests.fits(test, pattern.value(), source);
      case Predicate.HasMember(var member, var _) ->
          tests.hasMembers(List.of(member), false, source);
      case Predicate.HasMembers(var _, var members, var values) ->
          tests.hasMembers(values, members == Predicate.Members.ALL, source);
      case Predicate.Near(var _, var centre, var distance) ->
          new ValueTest.Near(PlaceRules.location(centre), distance.metres().doubleValue());
      case Predicate.Inside inside -> new ValueTest.Inside(PlaceRules.ring(inside));
      default -> throw new IllegalArgumentException("no condition on a field: " + condition);
    };
  }

  private static Field of(Operand operand) {
    return switch (operand) {
      case Operand.OfField(Field field) -> field;
      case Operand.SizeOf(Field field) -> field;
      case Operand.PartOf(Field field, var _) -> field;
      case Operand.AnniversaryOf(Field field) -> field;
      case Operand.MeasureOf _, Operand.RatioOf _ ->
          throw new IllegalArgumentException("a measure is no field");
    };
  }
}
