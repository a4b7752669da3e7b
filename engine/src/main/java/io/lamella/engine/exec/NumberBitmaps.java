package io.lamella.engine.exec;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.index.Attribute;
import io.lamella.engine.index.Column;
import io.lamella.engine.index.Values;
import io.lamella.engine.plan.DecimalRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The bitmaps of the numbers in some ranges, or of those in none, where these are so few that
/// uniting them is sooner than a pass over the column.
///
/// @param excluded whether they are the bitmaps of numbers in none of the ranges
record NumberBitmaps(List<Bitmap> bitmaps, boolean excluded) {

  /// What joining a bitmap to others takes in a chunk: so much, more for each customer, and no more
  /// than for a packed container (decision 11).
  private static final double BITMAP_NANOS = 60;

  private static final double CUSTOMER_NANOS = 0.5;
  private static final double MAX_BITMAP_NANOS = 240;

  /// Numbers from one up to another, both of them in it, told by how far above the smallest they
  /// lie.
  private record Span(long first, long last) {
    long size() {
      return last - first + 1;
    }
  }

  /// The bitmaps that answer the ranges; empty if the column is to be read.
  static Optional<NumberBitmaps> of(Attribute attribute, List<DecimalRange> ranges) {
    long numbers = attribute.numbers();
    if (numbers == 0) {
      return Optional.empty();
    }
    var decimals = (Values.Decimals) attribute.values();
    List<Span> inside = spans(decimals, ranges, numbers);
    long most = most(decimals.unscaled(), numbers);
    List<Span> outside = gaps(inside, numbers);
    boolean excluded = size(outside) < size(inside);
    List<Span> fewer = excluded ? outside : inside;
    return size(fewer) <= most
        ? Optional.of(new NumberBitmaps(bitmaps(attribute, fewer), excluded))
        : Optional.empty();
  }

  /// So many bitmaps are united as soon as the column is read.
  private static long most(Column column, long numbers) {
    double customers = (double) Population.CHUNK / numbers;
    double bitmapNanos = Math.min(MAX_BITMAP_NANOS, BITMAP_NANOS + customers * CUSTOMER_NANOS);
    return 1 + (long) (ScanNode.nanos(column) / bitmapNanos);
  }

  /// The numbers in any of the ranges, ascending, no two spans touching.
  private static List<Span> spans(
      Values.Decimals decimals, List<DecimalRange> ranges, long numbers) {
    Column column = decimals.unscaled();
    List<Span> spans = new ArrayList<>();
    for (DecimalRange range : ranges) {
      long low = Math.max(range.lowAtScale(decimals.scale()), column.base());
      long high = Math.min(range.highAtScale(decimals.scale()), column.base() + numbers - 1);
      if (low <= high) {
        spans.add(new Span(low - column.base(), high - column.base()));
      }
    }
    spans.sort(Comparator.comparingLong(Span::first));
    List<Span> merged = new ArrayList<>();
    for (Span span : spans) {
      if (!merged.isEmpty() && merged.getLast().last >= span.first - 1) {
        Span before = merged.removeLast();
        merged.add(new Span(before.first, Math.max(before.last, span.last)));
      } else {
        merged.add(span);
      }
    }
    return merged;
  }

  private static List<Span> gaps(List<Span> spans, long numbers) {
    List<Span> gaps = new ArrayList<>();
    long next = 0;
    for (Span span : spans) {
      if (span.first > next) {
        gaps.add(new Span(next, span.first - 1));
      }
      next = span.last + 1;
    }
    if (next < numbers) {
      gaps.add(new Span(next, numbers - 1));
    }
    return gaps;
  }

  private static long size(List<Span> spans) {
    return spans.stream().mapToLong(Span::size).sum();
  }

  private static List<Bitmap> bitmaps(Attribute attribute, List<Span> spans) {
    List<Bitmap> bitmaps = new ArrayList<>();
    for (Span span : spans) {
      for (long number = span.first; number <= span.last; number++) {
        bitmaps.add(attribute.withNumber((int) number));
      }
    }
    return bitmaps;
  }
}
