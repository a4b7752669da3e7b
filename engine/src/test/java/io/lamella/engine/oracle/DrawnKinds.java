package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Measure;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Step;
import io.lamella.engine.query.Window;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts the kinds of node in drawn expressions, so that a test can say that it has seen each of
/// them. What the language learns later is missed until it is drawn. Confined to one thread.
final class DrawnKinds {
  private static final List<Class<?>> FAMILIES =
      List.of(
          Predicate.class,
          Operand.class,
          Measure.class,
          Step.class,
          Step.Gap.class,
          Window.class,
          Literal.class);

  private final Map<Object, Integer> counts = new HashMap<>();

  /// Counts every node of a tree: records by their class, constants of enums as they are.
  void add(Object node) {
    if (node instanceof Collection<?> nodes) {
      nodes.forEach(this::add);
    } else if (node instanceof Enum<?>) {
      counts.merge(node, 1, Integer::sum);
    } else if (node instanceof Record) {
      counts.merge(node.getClass(), 1, Integer::sum);
      for (RecordComponent component : node.getClass().getRecordComponents()) {
        add(value(node, component));
      }
    }
  }

  private static Object value(Object node, RecordComponent component) {
    try {
      return component.getAccessor().invoke(node);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(component.toString(), e);
    }
  }

  /// Every kind of node of the language was drawn so often.
  void assertEachDrawn(int atLeast) {
    List<Object> kinds = new ArrayList<>();
    for (Class<?> family : FAMILIES) {
      kinds.addAll(List.of(family.getPermittedSubclasses()));
    }
    assertDrawn(atLeast, kinds.toArray());
  }

  /// These classes and constants of enums were drawn so often.
  void assertDrawn(int atLeast, Object... kinds) {
    for (Object kind : kinds) {
      assertThat(counts.getOrDefault(kind, 0)).as("%s of %s", kind, counts).isGreaterThan(atLeast);
    }
  }
}
