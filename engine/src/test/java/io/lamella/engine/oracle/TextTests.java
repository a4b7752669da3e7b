package io.lamella.engine.oracle;

import com.google.re2j.Pattern;
import io.lamella.engine.query.Predicate.TextTest;
import java.util.HashMap;
import java.util.Map;

/// Whether a text fits a pattern.
final class TextTests {

  private final Map<String, Pattern> patterns = new HashMap<>();

  boolean fits(String text, TextTest test, String pattern) {
    return switch (test) {
      case STARTS_WITH -> text.startsWith(pattern);
      case ENDS_WITH -> text.endsWith(pattern);
      case CONTAINS -> text.contains(pattern);
      case MATCHES -> patterns.computeIfAbsent(pattern, Pattern::compile).matcher(text).find();
      case EQUALS_IGNORE_CASE -> folded(text).equals(folded(pattern));
    };
  }

  /// Simple Unicode case folding: code point by code point, never changing their number.
  private static String folded(String text) {
    StringBuilder folded = new StringBuilder();
    text.codePoints().forEach(point -> folded.appendCodePoint(folded(point)));
    return folded.toString();
  }

  /// By way of upper case, so that the two small sigmas meet. The dotted capital and the dotless
  /// small I have no simple folding: they equal only themselves.
  private static int folded(int point) {
    return point == 'İ' || point == 'ı'
        ? point
        : Character.toLowerCase(Character.toUpperCase(point));
  }
}
