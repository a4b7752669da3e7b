package io.lamella.engine.api;

import java.util.List;
import java.util.OptionalInt;

/// What somebody wants to keep under a name.
///
/// @param remarks take the place of those before
/// @param author who asks, as the request names it
public record Draft(String name, SavedSegment.Remarks remarks, String author, Expect expect) {

  /// What must be kept under the name now, so that nobody's change is overwritten unseen.
  public sealed interface Expect {}

  /// Nothing: it is new.
  public record Absent() implements Expect {}

  /// Something.
  ///
  /// @param version its version in force; empty for any
  public record Present(OptionalInt version) implements Expect {}

  /// A draft of something new, without remarks.
  public static Draft of(String name) {
    return new Draft(name, SavedSegment.Remarks.NONE, "", new Absent());
  }

  /// The same as a change of what is there, whatever its version.
  public Draft replacing() {
    return new Draft(name, remarks, author, new Present(OptionalInt.empty()));
  }

  /// The same as a change of one version.
  public Draft replacing(int version) {
    return new Draft(name, remarks, author, new Present(OptionalInt.of(version)));
  }

  /// The same with a description and tags.
  public Draft with(String description, List<String> tags) {
    return new Draft(name, new SavedSegment.Remarks(description, tags), author, expect);
  }

  /// The same by somebody.
  public Draft by(String newAuthor) {
    return new Draft(name, remarks, newAuthor, expect);
  }

  /// A stage of a partition that is to be kept. In faults a text gets the number of its stage, as
  /// `stages[1].expression`; the places of a tree are told as they are.
  public record StageDraft(String name, Expression expression) {}
}
