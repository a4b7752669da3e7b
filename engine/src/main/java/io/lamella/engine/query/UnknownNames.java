package io.lamella.engine.query;

import java.util.Collection;

/// How it is told that a name is not known.
public final class UnknownNames {

  private UnknownNames() {}

  /// `unknown segment 'VPI'; did you mean 'VIP'?`
  ///
  /// @param what kind of thing would have the name
  public static String message(String what, String written, Collection<String> known) {
    return "unknown " + what + " '" + written + "'" + Suggestion.didYouMean(written, known);
  }
}
