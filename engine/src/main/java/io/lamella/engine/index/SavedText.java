package io.lamella.engine.index;

import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.text.Expressions;
import org.jspecify.annotations.Nullable;

/// A saved expression, read when it is first asked for: a start does not wait for thousands of
/// them. Safe for use by many threads.
public final class SavedText {
  private final String text;
  private volatile @Nullable Located located;

  /// A text that was read before, when it was saved.
  public SavedText(String text) {
    this.text = text;
  }

  /// As it was written.
  public String text() {
    return text;
  }

  /// The predicate, with its places in the text.
  public Located located() {
    Located known = located;
    if (known == null) {
      known = Expressions.parse(text, Limits.DEFAULT);
      located = known;
    }
    return known;
  }
}
