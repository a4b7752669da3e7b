package io.lamella.engine.exec;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.index.Behaviour;
import io.lamella.engine.index.Bucket;
import io.lamella.engine.index.Column;
import io.lamella.engine.index.Counted;
import io.lamella.engine.index.Snapshot;
import io.lamella.engine.index.WindowParts;
import io.lamella.engine.kernel.Kernels;
import io.lamella.engine.plan.Plan;
import io.lamella.engine.plan.Plan.Events;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events of a selection, read from the rows of its buckets: block by block, with the rows that
/// pass the window, the condition and the sequences marked. Confined to one thread.
///
/// Whoever knows which customers matter says so ([#among]); sequences know it of themselves, since
/// only customers who have events of both selections can satisfy one. The rows of all others are
/// passed over: nothing but their customers' low bits is read, and where few customers are left,
/// not even these.
final class EventRows {
  /// Rows looked at once.
  static final int BLOCK = 4_096;

  /// Finding one customer's rows in a bucket takes as long as passing over so many.
  private static final int ROWS_A_SEARCH = 60;

  private static final int NO_CHUNK = -1;

  /// A bucket that the window reaches into.
  ///
  /// @param partial whether some of its events lie outside the window
  record Source(Bucket bucket, boolean partial) {}

  /// Takes blocks of rows.
  interface Visitor {
    /// Looks at rows `[fromRow, fromRow + count)` of a bucket, all of one chunk.
    ///
    /// @param selected bit i is set if row `fromRow + i` is in the selection
    void block(Bucket bucket, int fromRow, int count, long[] selected);
  }

  private final Events events;
  private long fromMillis;
  private long toMillis;
  private final List<Source> sources = new ArrayList<>();
  private final RowCondition condition;
  private final SequenceJudge[] sequences;
  private final Bitmap[] customers;
  private final long[] selected = new long[BLOCK >>> 6];
  private final long[] marked = new long[BLOCK >>> 6];
  private final char[] places = new char[BLOCK];

  /// Those who may satisfy every sequence.
  private final long[] candidates;

  private long @Nullable [] among;

  /// Whose rows are visited in the chunk entered last; everybody's if there is none.
  private long @Nullable [] mask;

  private int maskCardinality;
  private int entered = NO_CHUNK;

  EventRows(Snapshot snapshot, Events events) {
    this(snapshot, events, new ChunkScratch());
  }

  /// @param scratch where room for sequences is taken from, for as long as the scratch is in use
  EventRows(Snapshot snapshot, Events events, ChunkScratch scratch) {
    this.events = events;
    this.fromMillis = events.fromMillis();
    this.toMillis = events.toMillis();
    this.condition = new RowCondition(events.condition());
    for (String name : events.behaviours()) {
      List<Bucket> buckets =
          snapshot
              .behaviour(name)
              .map((Behaviour found) -> found.all(events.fromMillis(), events.toMillis()))
              .orElse(List.of());
      for (Bucket bucket : buckets) {
        sources.add(
            new Source(bucket, WindowParts.isCut(bucket, events.fromMillis(), events.toMillis())));
      }
    }
    sources.sort(Comparator.comparingInt(source -> source.bucket().day()));
    sequences = sequences(snapshot, scratch);
    customers = customers(snapshot, events);
    candidates = new long[sequences.length == 0 ? 0 : Population.CHUNK_WORDS];
  }

  /// Those that narrow who is left stand first.
  private SequenceJudge[] sequences(Snapshot snapshot, ChunkScratch scratch) {
    return events.sequences().stream()
        .sorted(Comparator.comparing((Plan.Sequence sequence) -> sequence.order().isNegated()))
        .map(sequence -> new SequenceJudge(snapshot, events, sources, sequence, scratch))
        .toArray(SequenceJudge[]::new);
  }

  /// Bitmaps that have everybody with an event of the selection, and perhaps more.
  private static Bitmap[] customers(Snapshot snapshot, Events events) {
    List<Bitmap> bitmaps = new ArrayList<>();
    for (WindowParts parts : EventNodes.parts(snapshot, events)) {
      for (Counted whole : parts.whole()) {
        bitmaps.addAll(whole.dayCounts());
      }
      for (Bucket cut : parts.cut()) {
        bitmaps.add(cut.customers());
      }
    }
    return bitmaps.toArray(Bitmap[]::new);
  }

  /// The buckets that the window reaches into, ascending by day.
  List<Source> sources() {
    return sources;
  }

  /// Whether every event in the window counts.
  boolean unconditional() {
    return events.isPlain();
  }

  /// Whether some bucket has a row of the chunk, and so have the other selections of sequences that
  /// must hold.
  boolean any(int chunk) {
    for (SequenceJudge sequence : sequences) {
      if (!sequence.mayHold(chunk)) {
        return false;
      }
    }
    for (int i = 0; i < sources.size(); i++) {
      if (sources.get(i).bucket().customers().entryOf(chunk) != 0) {
        return true;
      }
    }
    return false;
  }

  /// How many rows the buckets have of a chunk, those of sequences included.
  long rowsOf(int chunk) {
    long count = 0;
    for (int i = 0; i < sources.size(); i++) {
      Bucket bucket = sources.get(i).bucket();
      count += chunk < bucket.chunks() ? bucket.rowStart(chunk + 1) - bucket.rowStart(chunk) : 0;
    }
    for (SequenceJudge sequence : sequences) {
      count += sequence.rowsOf(chunk);
    }
    return count;
  }

  /// About as many rows as it takes to pass over, to find those of so many customers of a chunk.
  double searchedRows(double wanted) {
    double rows = wanted * sources.size() * ROWS_A_SEARCH;
    for (SequenceJudge sequence : sequences) {
      rows += sequence.searchedRows(wanted);
    }
    return rows;
  }

  /// From now on only rows of these customers are visited.
  ///
  /// @param words of the chunk visited next, not to be changed meanwhile; none for everybody
  void among(long @Nullable [] words) {
    among = words;
    entered = NO_CHUNK;
  }

  /// From now on only rows of this part of the window are visited, `[from, to)`: of sources that
  /// say whether it cuts them. For selections without sequences.
  void within(long from, long to) {
    assert sequences.length == 0 : "sequences=" + sequences.length;
    fromMillis = from;
    toMillis = to;
  }

  /// Writes who may have an event of the selection.
  void customers(int chunk, long[] target) {
    Arrays.fill(target, 0);
    for (Bitmap bitmap : customers) {
      long entry = bitmap.entryOf(chunk);
      if (entry != 0) {
        bitmap.or(entry, 0, Population.CHUNK_WORDS, target, 0);
      }
    }
  }

  /// Visits the rows of a chunk, bucket by bucket, ascending by day.
  void forEach(int chunk, Visitor visitor) {
    for (int i = 0; i < sources.size(); i++) {
      forEach(sources.get(i), chunk, visitor);
    }
  }

  /// Whose rows are visited of the chunk visited last; none for everybody's.
  long @Nullable [] visited() {
    return mask;
  }

  /// Visits the rows that one bucket has of a chunk.
  void forEach(Source source, int chunk, Visitor visitor) {
    enter(chunk);
    Bucket bucket = source.bucket();
    int begin = bucket.rowStart(chunk);
    int end = chunk < bucket.chunks() ? bucket.rowStart(chunk + 1) : 0;
    long[] wanted = mask;
    if (wanted != null && (long) maskCardinality * ROWS_A_SEARCH < end - begin) {
      for (int word = 0; word < wanted.length; word++) {
        for (long left = wanted[word]; left != 0; left &= left - 1) {
          int low = (word << 6) + Long.numberOfTrailingZeros(left);
          ofCustomer(source, (chunk << 16) | low, visitor);
        }
      }
      return;
    }
    for (int row = begin; row < end; row += BLOCK) {
      visit(source, row, Math.min(BLOCK, end - row), visitor);
    }
  }

  /// Visits the rows of one customer, bucket by bucket, ascending by day.
  void forCustomer(int ordinal, Visitor visitor) {
    long[] one = new long[Population.CHUNK_WORDS];
    one[(ordinal & 0xFFFF) >>> 6] = 1L << ordinal;
    among(one);
    forEach(ordinal >>> 16, visitor);
    among(null);
  }

  private void ofCustomer(Source source, int ordinal, Visitor visitor) {
    Bucket bucket = source.bucket();
    int from = bucket.rowFrom(ordinal);
    int end = bucket.rowFrom(ordinal + 1);
    for (int row = from; row < end; row += BLOCK) {
      visit(source, row, Math.min(BLOCK, end - row), visitor);
    }
  }

  /// Finds out whose rows of a chunk matter, and what sequences must know of it.
  private void enter(int chunk) {
    if (chunk == entered) {
      return;
    }
    entered = chunk;
    mask = among;
    if (sequences.length > 0) {
      customers(chunk, candidates);
      if (among != null) {
        Kernels.and(among, 0, candidates, 0, Population.CHUNK_WORDS);
      }
      boolean allJudged = true;
      for (SequenceJudge sequence : sequences) {
        sequence.enter(chunk, candidates);
        allJudged &= sequence.hasJudged();
      }
      // What is known of every row tells more than whose it is.
      mask = allJudged ? among : candidates;
    }
    maskCardinality =
        mask == null ? Population.CHUNK : (int) Kernels.popcount(mask, 0, Population.CHUNK_WORDS);
  }

  private void visit(Source source, int row, int count, Visitor visitor) {
    Bucket bucket = source.bucket();
    int words = (count + 63) >>> 6;
    long[] wanted = mask;
    if (wanted == null) {
      condition.test(bucket, row, count, selected);
    } else {
      int found = bucket.ofCustomers(row, count, wanted, places);
      if (found == 0) {
        return;
      }
      Arrays.fill(marked, 0, words, 0);
      Kernels.set(places, found, marked);
      condition.test(bucket, row, count, selected);
      Kernels.and(marked, 0, selected, 0, words);
    }
    if (source.partial()) {
      bucket
          .times()
          .inRange(
              row, count, fromStart(bucket, fromMillis), fromStart(bucket, toMillis) - 1, marked);
      Kernels.and(marked, 0, selected, 0, words);
    }
    for (SequenceJudge sequence : sequences) {
      sequence.judge(bucket, row, count, selected);
    }
    visitor.block(bucket, row, count, selected);
  }

  /// An instant as milliseconds since the bucket's day began, cut to what a day can hold.
  private static long fromStart(Bucket bucket, long millis) {
    if (millis <= bucket.startMillis()) {
      return 0;
    }
    Column times = bucket.times();
    return millis > bucket.startMillis() + times.max()
        ? times.max() + 1
        : millis - bucket.startMillis();
  }
}
