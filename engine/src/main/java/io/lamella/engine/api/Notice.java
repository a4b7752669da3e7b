package io.lamella.engine.api;

import java.util.List;

/// What is suspicious in an expression but not wrong.
///
/// @param place `line:column` in a text, a field path in a message; empty for the whole
/// @param node which node of the tree it is about: the numbers of children from the root down
/// @param suggestions values that would be known, nearest first, where a value is not
public record Notice(
    Kind kind, String place, String message, List<Integer> node, List<String> suggestions) {

  /// What a notice is about.
  public enum Kind {
    /// Nobody satisfies the whole, or a node of it.
    NOBODY,
    /// Everybody satisfies the whole, or a node of it.
    EVERYBODY,
    /// The total is the same without the clause.
    NO_EFFECT,
    /// Two clauses that must both hold have nobody in common, though each has somebody.
    CONTRADICTION,
    /// A clause stands twice in the same group.
    DUPLICATE,
    /// A negated "or", or an "or" of negations.
    NEGATED_OR,
    /// A window reaches further back than there are events of the behaviour.
    WINDOW_BEYOND_DATA,
    /// A window reaches further back than the events of the behaviour are kept.
    WINDOW_BEYOND_RETENTION,
    /// A value that nobody has.
    UNKNOWN_VALUE,
    /// A window that is empty at this instant.
    EMPTY_WINDOW,
    /// The total is smaller than is useful.
    TOO_SMALL
  }

  public Notice {
    node = List.copyOf(node);
    suggestions = List.copyOf(suggestions);
  }

  /// A notice about the whole tree, or about a node that is told later.
  public Notice(Kind kind, String place, String message) {
    this(kind, place, message, List.of(), List.of());
  }

  /// The same notice about a node.
  public Notice at(List<Integer> path) {
    return new Notice(kind, place, message, path, suggestions);
  }

  /// Its place and message.
  public Fault fault() {
    return new Fault(place, message);
  }
}
