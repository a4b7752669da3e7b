package io.lamella.server.mapping;

import com.google.protobuf.Message;
import io.lamella.engine.api.Draft;
import io.lamella.engine.api.EngineException;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/// Versions of what is kept under a name: which are shown, and which one a change expects.
final class DefinitionVersions {
  private static final int USUAL = 20;
  private static final int MOST = 1_000;

  private DefinitionVersions() {}

  /// The newest first, as many as are asked for and fit a message.
  ///
  /// @param versions from number 1 on
  /// @param before only those with a smaller number; 0 for all
  /// @param limit how many at most; 0 for the usual number
  /// @throws EngineException `INVALID_ARGUMENT` for a number or limit that is none
  static <T, M extends Message> List<M> shown(
      List<T> versions, int before, int limit, Function<T, M> toMessage) {
    if (before < 0) {
      throw EngineException.invalidArgument(
          "before_version",
          "a version has a number from 1 on, or 0 for all: before_version=" + before);
    }
    int most = RequestLimit.of(limit, USUAL, MOST);
    int size = before == 0 ? versions.size() : Math.min(before - 1, versions.size());
    return DefinitionPage.fitting(versions.subList(0, size).reversed(), most, toMessage);
  }

  /// What a change expects to be in force.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` if it expects nothing
  static Draft.Present changed(int expectedVersion) {
    if (expectedVersion < 1) {
      throw EngineException.invalidArgument(
          "expected_version",
          "the number of the version that the change was made from is needed: expected_version="
              + expectedVersion);
    }
    return new Draft.Present(OptionalInt.of(expectedVersion));
  }

  /// What whoever deletes expects to be in force; 0 for any.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for a number that is none
  static OptionalInt deleted(int expectedVersion) {
    return expectedVersion == 0 ? OptionalInt.empty() : changed(expectedVersion).version();
  }
}
