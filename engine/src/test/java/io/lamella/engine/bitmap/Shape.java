package io.lamella.engine.bitmap;

import io.lamella.engine.kernel.Words;
import java.util.SplittableRandom;

/// What the bits of a chunk look like.
enum Shape {
  EMPTY(0),
  HUNDREDTH_OF_A_PERCENT(0.0001),
  TENTH_OF_A_PERCENT(0.001),
  ONE_PERCENT(0.01),
  TWO_PERCENT(0.02),
  THREE_PERCENT(0.03),
  TEN_PERCENT(0.1),
  TWENTY_PERCENT(0.2),
  HALF(0.5),
  NEARLY_ALL(0.999),
  ALL(1),
  ONE_VALUE(0) {
    @Override
    long[] words(SplittableRandom random) {
      return only(random.nextInt(1 << 16), 1);
    }
  },
  FIRST_VALUE(0) {
    @Override
    long[] words(SplittableRandom random) {
      return only(0, 1);
    }
  },
  LAST_VALUE(0) {
    @Override
    long[] words(SplittableRandom random) {
      return only(65_535, 1);
    }
  },
  FEW_VALUES(0) {
    @Override
    long[] words(SplittableRandom random) {
      return only(random.nextInt(1 << 15), 1 + random.nextInt(1 << 14), 5);
    }
  },
  ONE_RUN(0) {
    @Override
    long[] words(SplittableRandom random) {
      int length = 1 + random.nextInt(60_000);
      return only(random.nextInt((1 << 16) - length), length);
    }
  },
  MANY_RUNS(0) {
    @Override
    long[] words(SplittableRandom random) {
      return runs(random, 400);
    }
  },
  SHORT_RUNS(0) {
    @Override
    long[] words(SplittableRandom random) {
      return runs(random, 30);
    }
  },
  CLUSTERED(0) {
    @Override
    long[] words(SplittableRandom random) {
      // Dense in an eighth of the chunk: what bitmaps look like once ids are sorted.
      long[] words = new long[Words.CHUNK];
      int from = random.nextInt(Words.CHUNK - 128);
      System.arraycopy(Words.random(random, 128, 0.3), 0, words, from, 128);
      return words;
    }
  };

  private final double density;

  Shape(double density) {
    this.density = density;
  }

  /// 1,024 words.
  long[] words(SplittableRandom random) {
    return Words.random(random, Words.CHUNK, density);
  }

  /// `length` values from `first` on.
  static long[] only(int first, int length) {
    return only(first, 1, length);
  }

  /// `count` values from `first` on, so far apart, or as many as there are.
  static long[] only(int first, int distance, int count) {
    long[] words = new long[Words.CHUNK];
    for (int i = 0, low = first; i < count && low < 1 << 16; i++, low += distance) {
      words[low >>> 6] |= 1L << low;
    }
    return words;
  }

  private static long[] runs(SplittableRandom random, int longest) {
    long[] words = new long[Words.CHUNK];
    int low = random.nextInt(longest);
    while (low < 1 << 16) {
      int end = Math.min(1 << 16, low + 1 + random.nextInt(longest));
      for (; low < end; low++) {
        words[low >>> 6] |= 1L << low;
      }
      low += 1 + random.nextInt(longest);
    }
    return words;
  }
}
