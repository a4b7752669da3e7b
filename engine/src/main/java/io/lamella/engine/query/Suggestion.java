package io.lamella.engine.query;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/// Finds what somebody probably meant to write.
public final class Suggestion {

  private static final LevenshteinDistance EXACT = LevenshteinDistance.getDefaultInstance();

  private Suggestion() {}

  /// `; did you mean 'country'?`, or nothing if no known name is near.
  public static String didYouMean(String written, Collection<String> known) {
    return didYouMean(nearest(written, known, 1));
  }

  /// The same for names found before, nearest first.
  public static String didYouMean(List<String> nearest) {
    return nearest.isEmpty() ? "" : "; did you mean '" + nearest.getFirst() + "'?";
  }

  /// The known names that are near what was written, nearest first, at most `limit`.
  public static List<String> nearest(String written, Collection<String> known, int limit) {
    int most = Math.max(1, Math.min(3, (written.length() + 1) / 3));
    var distance = new LevenshteinDistance(most);
    String lower = written.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(name -> distance.apply(lower, name.toLowerCase(Locale.ROOT)) >= 0)
        .sorted(
            Comparator.comparingInt(
                    (String name) -> distance.apply(lower, name.toLowerCase(Locale.ROOT)))
                .thenComparingInt(name -> EXACT.apply(written, name))
                .thenComparing(Comparator.naturalOrder()))
        .limit(limit)
        .toList();
  }
}
