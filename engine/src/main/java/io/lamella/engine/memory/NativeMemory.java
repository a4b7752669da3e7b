package io.lamella.engine.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Address space straight from the operating system: a large range costs nothing until it is
/// touched, starts as zeroes, and is not counted against the JVM's limit on direct memory. Linux
/// and macOS, 64 bits.
final class NativeMemory {
  private static final int PROT_READ_WRITE = 3;
  private static final int MAP_PRIVATE = 2;
  private static final boolean MAC = NativeFunctions.MAC;
  private static final int MAP_ANONYMOUS = MAC ? 0x1000 : 0x20;
  private static final int MAP_NORESERVE = MAC ? 0x40 : 0x4000;
  private static final int MADV_DONTNEED = 4;
  private static final int MADV_HUGEPAGE = 14;
  private static final int MADV_NOHUGEPAGE = 15;
  private static final long MAP_FAILED = -1;

  private static final MethodHandle MMAP =
      NativeFunctions.function(
          "mmap",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG));
  private static final MethodHandle MUNMAP =
      NativeFunctions.function(
          "munmap",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
  private static final MethodHandle MADVISE =
      NativeFunctions.function(
          "madvise",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT));
  private static final long PAGE_BYTES = pageBytes();

  private NativeMemory() {}

  /// Reserves a range of addresses that is unmapped when the arena closes.
  ///
  /// @throws BudgetExceededException if the system has no such range
  static MemorySegment reserve(long bytes, Arena arena) {
    long address;
    try {
      address =
          (long)
              MMAP.invokeExact(
                  0L, bytes, PROT_READ_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0L);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    if (address == MAP_FAILED) {
      throw new BudgetExceededException(
          "the system refused a range of addresses, see ulimit -v and vm.overcommit_memory: needed="
              + bytes
              + " bytes");
    }
    return MemorySegment.ofAddress(address)
        .reinterpret(bytes, arena, memory -> unmap(memory.address(), bytes));
  }

  /// Asks for huge pages; the system may not have any.
  static void preferHugePages(MemorySegment memory) {
    if (!MAC) {
      advise(memory, MADV_HUGEPAGE);
    }
  }

  /// Asks for small pages, so that little use takes little memory, however the machine is set up.
  static void preferSmallPages(MemorySegment memory) {
    if (!MAC) {
      advise(memory, MADV_NOHUGEPAGE);
    }
  }

  /// Gives back the whole pages of a range; what was in it is lost.
  static void discard(MemorySegment memory) {
    // On macOS the same advice does nothing: pages are kept for the next block.
    if (!MAC) {
      advise(memory, MADV_DONTNEED);
    }
  }

  /// Makes a range that begins a page zeroes again, and gives its pages back where the system can.
  static void zero(MemorySegment memory) {
    discard(memory);
    // The system keeps the last page if it is not whole, and on macOS every page.
    long kept = MAC ? 0 : memory.byteSize() & -PAGE_BYTES;
    memory.asSlice(kept).fill((byte) 0);
  }

  /// Whole pages only; best effort, so a refusal is not looked at.
  private static void advise(MemorySegment memory, int advice) {
    long from = (memory.address() + PAGE_BYTES - 1) & -PAGE_BYTES;
    long to = (memory.address() + memory.byteSize()) & -PAGE_BYTES;
    if (from >= to) {
      return;
    }
    try {
      int _ = (int) MADVISE.invokeExact(from, to - from, advice);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static void unmap(long address, long bytes) {
    try {
      int result = (int) MUNMAP.invokeExact(address, bytes);
      assert result == 0 : "munmap failed: bytes=" + bytes;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static long pageBytes() {
    try {
      return (int)
          NativeFunctions.function("getpagesize", FunctionDescriptor.of(ValueLayout.JAVA_INT))
              .invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
