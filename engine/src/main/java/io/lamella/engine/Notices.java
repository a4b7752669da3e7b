package io.lamella.engine;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Notice;
import io.lamella.engine.api.Notice.Kind;
import io.lamella.engine.api.Preview;
import io.lamella.engine.plan.Planner;
import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.Expressions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Finds what is suspicious in an expression, given what its nodes have. One thing is told once,
/// where it begins: a group that has nobody since one of its terms has nobody is not told, nor that
/// a clause that holds for everybody changes nothing. Confined to one thread; used once.
final class Notices {
  /// So many terms of one `and` are compared in pairs.
  private static final int MAX_COMPARED = 32;

  private static final int MAX_CONTRADICTIONS = 8;
  private static final int MAX_QUOTED = 60;

  /// What explains why a node has nobody.
  private static final Set<Kind> REASONS = Set.of(Kind.UNKNOWN_VALUE, Kind.EMPTY_WINDOW);

  /// Counts what nodes have in common, in pairs.
  interface Overlap {
    List<List<Long>> of(List<Preview.Node> nodes, Deadline deadline);
  }

  private final Located located;
  private final long population;
  private final long minUsefulSize;
  private final Overlap overlap;
  private final List<Notice> notices = new ArrayList<>();

  /// Paths of nodes of which it is told, or plain, why they change nothing.
  private final Set<List<Integer>> told = new HashSet<>();

  Notices(Located located, long population, long minUsefulSize, Overlap overlap) {
    this.located = located;
    this.population = population;
    this.minUsefulSize = minUsefulSize;
    this.overlap = overlap;
  }

  List<Notice> list(Preview.Node root, List<Planner.Clause> clauses, Deadline deadline) {
    ofWhole(root);
    ofNode(root, List.of(), clauses.iterator(), deadline);
    if (root.count() > 0) {
      ofEffects(root, List.of(), root.count());
    }
    return notices;
  }

  private void ofWhole(Preview.Node root) {
    // Everyone, if nothing else is asked for, is where a segment begins.
    if (population == 0 || root.predicate() instanceof Predicate.Everyone) {
      return;
    }
    if (root.count() == 0) {
      add(Kind.NOBODY, root, List.of(), "nobody satisfies this");
    } else if (root.count() == population) {
      add(Kind.EVERYBODY, root, List.of(), "everybody satisfies this");
    } else if (root.count() < minUsefulSize) {
      add(
          Kind.TOO_SMALL,
          root,
          List.of(),
          "only "
              + root.count()
              + (root.count() == 1 ? " customer" : " customers")
              + "; fewer than "
              + minUsefulSize
              + " are seldom useful");
    }
  }

  /// Returns whether it is told why the node has nobody or everybody.
  private boolean ofNode(
      Preview.Node node, List<Integer> path, Iterator<Planner.Clause> clauses, Deadline deadline) {
    boolean isTold = false;
    if (node.children().isEmpty()) {
      for (Notice notice : clauses.next().notices()) {
        notices.add(notice.at(path));
        isTold |= REASONS.contains(notice.kind());
      }
    }
    for (int i = 0; i < node.children().size(); i++) {
      isTold |= ofNode(node.children().get(i), child(path, i), clauses, deadline);
    }
    ofForm(node, path);
    ofDoubles(node, path);
    isTold |= ofContradictions(node, path, deadline);
    isTold |=
        node.predicate() instanceof Predicate.Everyone
            || node.predicate() instanceof Predicate.Nobody;
    if (!isTold && !path.isEmpty() && population > 0) {
      if (node.count() == 0) {
        add(Kind.NOBODY, node, path, "nobody satisfies this clause");
        isTold = true;
      } else if (node.count() == population) {
        add(Kind.EVERYBODY, node, path, "everybody satisfies this clause");
        isTold = true;
      }
    }
    if (isTold) {
      told.add(path);
    }
    return isTold;
  }

  private void ofForm(Preview.Node node, List<Integer> path) {
    switch (node.predicate()) {
      case Predicate.Not(Predicate.Or _) ->
          add(
              Kind.NEGATED_OR,
              node,
              path,
              "holds for customers of whom not one of the alternatives holds; for those of whom not"
                  + " all hold, negate an &&");
      case Predicate.Or(var terms) when terms.stream().filter(Notices::isNegated).count() > 1 ->
          add(
              Kind.NEGATED_OR,
              node,
              path,
              "holds as soon as one of the negations holds, which is for nearly everybody; for"
                  + " customers of whom all hold, write &&");
      default -> {}
    }
  }

  private static boolean isNegated(Predicate predicate) {
    return predicate instanceof Predicate.Not
        || (predicate instanceof Predicate.Compares compares
            && compares.comparison() == Comparison.NOT_EQUAL);
  }

  private void ofDoubles(Preview.Node node, List<Integer> path) {
    Map<Predicate, Integer> first = new HashMap<>();
    for (int i = 0; i < node.children().size(); i++) {
      Preview.Node term = node.children().get(i);
      Integer before = first.putIfAbsent(term.predicate(), i);
      if (before != null) {
        add(Kind.DUPLICATE, term, child(path, i), "stands twice in this group: " + quoted(term));
        told.add(child(path, before));
        told.add(child(path, i));
      }
    }
  }

  /// Two terms without a common customer leave nobody in the group, so only a group without anybody
  /// is looked at.
  private boolean ofContradictions(Preview.Node node, List<Integer> path, Deadline deadline) {
    if (!(node.predicate() instanceof Predicate.And) || node.count() > 0) {
      return false;
    }
    List<Integer> some =
        IntStream.range(0, node.children().size())
            .filter(i -> node.children().get(i).count() > 0)
            .limit(MAX_COMPARED)
            .boxed()
            .toList();
    if (some.size() < 2) {
      return false;
    }
    List<List<Long>> common =
        node.children().size() == 2
            ? List.of(List.of(0L, 0L), List.of(0L, 0L))
            : overlap.of(some.stream().map(node.children()::get).toList(), deadline);
    int found = 0;
    for (int b = 1; b < some.size(); b++) {
      for (int a = 0; a < b && found < MAX_CONTRADICTIONS; a++) {
        if (common.get(a).get(b) == 0) {
          found++;
          Preview.Node other = node.children().get(some.get(a));
          Preview.Node term = node.children().get(some.get(b));
          add(
              Kind.CONTRADICTION,
              term,
              child(path, some.get(b)),
              "nobody satisfies both " + quoted(other) + " and " + quoted(term));
        }
      }
    }
    return found > 0;
  }

  private void ofEffects(Preview.Node node, List<Integer> path, long total) {
    for (int i = 0; i < node.children().size(); i++) {
      Preview.Node term = node.children().get(i);
      List<Integer> at = child(path, i);
      // An only term goes with the node around it.
      if (node.children().size() > 1 && term.without() == total) {
        if (!told.contains(at)) {
          add(Kind.NO_EFFECT, term, at, "the total is the same without this clause");
        }
      } else {
        ofEffects(term, at, total);
      }
    }
  }

  private void add(Kind kind, Preview.Node node, List<Integer> path, String message) {
    String place = path.isEmpty() ? "" : located.locator().locate(node.predicate());
    notices.add(new Notice(kind, place, message, path, List.of()));
  }

  private static String quoted(Preview.Node node) {
    String text = Expressions.print(node.predicate());
    return text.length() <= MAX_QUOTED
        ? text
        : text.codePoints()
                .limit(MAX_QUOTED)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            + "…";
  }

  private static List<Integer> child(List<Integer> path, int number) {
    List<Integer> child = new ArrayList<>(path);
    child.add(number);
    return List.copyOf(child);
  }
}
