package io.lamella.engine.segment;

import io.lamella.engine.index.Definitions;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Terms;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What an expression asks that has no past: attributes and static lists.
public final class AskedNow {

  private AskedNow() {}

  /// The names of attributes, then those of lists as `list('name')`, each in alphabetical order;
  /// through saved segments, too.
  ///
  /// @param predicate one whose saved segments are there
  public static List<String> names(Predicate predicate, Definitions definitions) {
    SortedSet<String> attributes = new TreeSet<>();
    SortedSet<String> lists = new TreeSet<>();
    Set<String> segments = new HashSet<>();
    Deque<Predicate> todo = new ArrayDeque<>(List.of(predicate));
    while (!todo.isEmpty()) {
      Predicate part = todo.pop();
      attribute(part).ifPresent(field -> attributes.add(field.name()));
      if (part instanceof Predicate.InList(String name)) {
        lists.add("list('" + name + "')");
      }
      if (part instanceof Predicate.InSegment(String name) && segments.add(name)) {
        todo.add(definitions.segment(name).orElseThrow().predicate());
      }
      todo.addAll(Terms.of(part));
    }
    List<String> names = new ArrayList<>(attributes);
    names.addAll(lists);
    return List.copyOf(names);
  }

  private static Optional<Field> attribute(Predicate part) {
    return switch (part) {
      case Predicate.Has(Field field) -> Optional.of(field);
      case Predicate.IsTrue(Field field) -> Optional.of(field);
      case Predicate.Fits(Field field, var _, var _) -> Optional.of(field);
      case Predicate.HasMember(var _, Field field) -> Optional.of(field);
      case Predicate.HasMembers(Field field, var _, var _) -> Optional.of(field);
      case Predicate.Near(Field field, var _, var _) -> Optional.of(field);
      case Predicate.Inside(Field field, var _) -> Optional.of(field);
      case Predicate.Compares(Operand operand, var _, var _) -> attribute(operand);
      case Predicate.OneOf(Operand operand, var _) -> attribute(operand);
      case Predicate.InWindow(Operand operand, var _) -> attribute(operand);
      case Predicate.Ranked(var _, var _, Operand by) -> attribute(by);
      case Predicate.Everyone _,
          Predicate.Nobody _,
          Predicate.And _,
          Predicate.Or _,
          Predicate.Not _,
          Predicate.Quantified _,
          Predicate.Sample _,
          Predicate.InSegment _,
          Predicate.InList _,
          Predicate.ComparesMeasures _,
          Predicate.Did _ ->
          Optional.empty();
    };
  }

  private static Optional<Field> attribute(Operand operand) {
    return switch (operand) {
      case Operand.OfField(Field field) -> Optional.of(field);
      case Operand.SizeOf(Field field) -> Optional.of(field);
      case Operand.PartOf(Field field, var _) -> Optional.of(field);
      case Operand.AnniversaryOf(Field field) -> Optional.of(field);
      case Operand.MeasureOf _, Operand.RatioOf _ -> Optional.empty();
    };
  }
}
