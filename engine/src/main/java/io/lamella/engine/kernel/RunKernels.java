package io.lamella.engine.kernel;

import java.lang.foreign.MemorySegment;

/// Loops over run containers: the number of runs, then for each run its first value and its length
/// minus 1, all little-endian `u16`; ascending, never touching.
///
/// Strips are named as in [ArrayKernels].
public final class RunKernels {
  private static final int LOW_MASK = 0xFFFF;

  private RunKernels() {}

  /// How many runs.
  public static int runs(MemorySegment memory, long offset) {
    return memory.get(Layouts.U16, offset) & LOW_MASK;
  }

  /// Adds the strip to the target.
  public static void or(
      MemorySegment memory, long offset, int fromWord, int words, long[] target, int to) {
    int first = fromWord << 6;
    int last = first + (words << 6) - 1;
    int runs = runs(memory, offset);
    for (int run = runAt(memory, offset, first); run < runs; run++) {
      int start = Math.max(start(memory, offset, run), first);
      if (start > last) {
        return;
      }
      int end = Math.min(end(memory, offset, run), last);
      WordRanges.set(target, to, start - first, end - first);
    }
  }

  /// Takes the strip from the target.
  public static void andNot(
      MemorySegment memory, long offset, int fromWord, int words, long[] target, int to) {
    int first = fromWord << 6;
    int last = first + (words << 6) - 1;
    int runs = runs(memory, offset);
    for (int run = runAt(memory, offset, first); run < runs; run++) {
      int start = Math.max(start(memory, offset, run), first);
      if (start > last) {
        return;
      }
      int end = Math.min(end(memory, offset, run), last);
      WordRanges.clear(target, to, start - first, end - first);
    }
  }

  /// Keeps in the target what is in the strip: takes away what lies between runs.
  public static void and(
      MemorySegment memory, long offset, int fromWord, int words, long[] target, int to) {
    int first = fromWord << 6;
    int last = first + (words << 6) - 1;
    int runs = runs(memory, offset);
    int gap = first;
    for (int run = runAt(memory, offset, first); run < runs && gap <= last; run++) {
      int start = start(memory, offset, run);
      if (start > gap) {
        WordRanges.clear(target, to, gap - first, Math.min(start - 1, last) - first);
      }
      gap = end(memory, offset, run) + 1;
    }
    if (gap <= last) {
      WordRanges.clear(target, to, gap - first, last - first);
    }
  }

  /// Whether a value is in a run.
  public static boolean contains(MemorySegment memory, long offset, int low) {
    int run = runAt(memory, offset, low);
    return run < runs(memory, offset) && start(memory, offset, run) <= low;
  }

  /// The first run that ends at this value or after it; the number of runs if none does.
  private static int runAt(MemorySegment memory, long offset, int low) {
    int from = 0;
    for (int left = low == 0 ? 0 : runs(memory, offset); left > 0; ) {
      int half = (left + 1) >>> 1;
      // As in an array: all ones if the half ends below.
      from += half & (end(memory, offset, from + half - 1) - low) >> 31;
      left -= half;
    }
    return from;
  }

  private static int start(MemorySegment memory, long offset, int run) {
    return memory.get(Layouts.U16, offset + 2 + ((long) run << 2)) & LOW_MASK;
  }

  /// The last value of a run.
  private static int end(MemorySegment memory, long offset, int run) {
    int pair = memory.get(Layouts.U32, offset + 2 + ((long) run << 2));
    return (pair & LOW_MASK) + (pair >>> 16);
  }
}
