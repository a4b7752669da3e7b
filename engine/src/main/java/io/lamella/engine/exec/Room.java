package io.lamella.engine.exec;

import java.util.Arrays;

/// Numbers one after another, as many as are asked for. What it holds is anything until it is
/// filled. Confined to one thread.
final class Room {
  private long[] items = {};

  /// Makes room for so many, keeping what there is.
  long[] grow(int size) {
    if (items.length < size) {
      items = Arrays.copyOf(items, Math.max(size, items.length + (items.length >> 1)));
    }
    return items;
  }
}
