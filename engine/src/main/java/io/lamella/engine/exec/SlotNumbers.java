package io.lamella.engine.exec;

import java.util.Arrays;

/// A number for each slot, of which there come more while events are added. The memory is the
/// scratch's, taken and given back in the order of a stack. Confined to one thread.
final class SlotNumbers {
  private final long none;
  private Room room = new Room();
  private int slots;

  /// @param none what a slot has before anything is added to it
  SlotNumbers(long none) {
    this.none = none;
  }

  /// Begins without any slot.
  void open(ChunkScratch scratch) {
    room = scratch.takeRoom();
    slots = 0;
  }

  /// The numbers of so many slots; those taken before are void.
  long[] grow(int wanted) {
    long[] numbers = room.grow(wanted);
    Arrays.fill(numbers, slots, wanted, none);
    slots = wanted;
    return numbers;
  }

  /// Gives the memory back.
  void close(ChunkScratch scratch) {
    scratch.giveRoom();
  }
}
