package io.lamella.bench.croaring;

import static io.lamella.bench.croaring.CRoaring.INT;
import static io.lamella.bench.croaring.CRoaring.POINTER;
import static io.lamella.bench.croaring.CRoaring.SIZE;
import static io.lamella.bench.croaring.CRoaring.function;
import static io.lamella.bench.croaring.CRoaring.procedure;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/// A `roaring_bitmap_t`. Whoever made it closes it, which frees it. Not safe for threads.
final class NativeBitmap implements AutoCloseable {
  private static final SymbolLookup LIBRARY = CRoaring.library();
  private static final MethodHandle DESERIALIZE =
      function(LIBRARY, "roaring_bitmap_portable_deserialize_safe", POINTER, POINTER, SIZE);
  private static final MethodHandle COPY =
      function(LIBRARY, "roaring_bitmap_copy", POINTER, POINTER);
  private static final MethodHandle FREE = procedure(LIBRARY, "roaring_bitmap_free", POINTER);
  private static final MethodHandle AND = combining("roaring_bitmap_and");
  private static final MethodHandle OR = combining("roaring_bitmap_or");
  private static final MethodHandle OR_MANY =
      function(LIBRARY, "roaring_bitmap_or_many", POINTER, SIZE, POINTER);
  private static final MethodHandle OR_MANY_HEAP =
      function(LIBRARY, "roaring_bitmap_or_many_heap", POINTER, INT, POINTER);
  private static final MethodHandle AND_IN_PLACE = changing("roaring_bitmap_and_inplace");
  private static final MethodHandle OR_IN_PLACE = changing("roaring_bitmap_or_inplace");
  private static final MethodHandle AND_NOT_IN_PLACE = changing("roaring_bitmap_andnot_inplace");
  private static final MethodHandle LAZY_OR_IN_PLACE =
      procedure(
          LIBRARY, "roaring_bitmap_lazy_or_inplace", POINTER, POINTER, ValueLayout.JAVA_BOOLEAN);
  private static final MethodHandle REPAIR =
      procedure(LIBRARY, "roaring_bitmap_repair_after_lazy", POINTER);
  private static final MethodHandle CARDINALITY =
      function(LIBRARY, "roaring_bitmap_get_cardinality", SIZE, POINTER);
  private static final MethodHandle AND_CARDINALITY = counting("roaring_bitmap_and_cardinality");
  private static final MethodHandle AND_NOT_CARDINALITY =
      counting("roaring_bitmap_andnot_cardinality");
  private static final MethodHandle TO_ARRAY =
      procedure(LIBRARY, "roaring_bitmap_to_uint32_array", POINTER, POINTER);

  private final MemorySegment bitmap;

  private NativeBitmap(MemorySegment bitmap) {
    if (bitmap.address() == 0) {
      throw new OutOfMemoryError("CRoaring made no bitmap");
    }
    this.bitmap = bitmap;
  }

  private static MethodHandle combining(String name) {
    return function(LIBRARY, name, POINTER, POINTER, POINTER);
  }

  private static MethodHandle changing(String name) {
    return procedure(LIBRARY, name, POINTER, POINTER);
  }

  private static MethodHandle counting(String name) {
    return function(LIBRARY, name, SIZE, POINTER, POINTER);
  }

  /// The same bitmap as Java's, containers and all.
  static NativeBitmap of(RoaringBitmap bitmap) {
    int size = bitmap.serializedSizeInBytes();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(size);
      ByteBuffer buffer = bytes.asByteBuffer();
      bitmap.serialize(buffer);
      return new NativeBitmap((MemorySegment) DESERIALIZE.invokeExact(bytes, (long) size));
    } catch (Throwable e) {
      throw CRoaring.failed(e);
    }
  }

  /// The `roaring_bitmap_t`.
  MemorySegment pointer() {
    return bitmap;
  }

  NativeBitmap copy() {
    try {
      return new NativeBitmap((MemorySegment) COPY.invokeExact(bitmap));
    } catch (Throwable e) {
      throw CRoaring.failed(e);
    }
  }

  NativeBitmap and(NativeBitmap other) {
    return combined(AND, other);
  }

  NativeBitmap or(NativeBitmap other) {
    return combined(OR, other);
  }

  /// The union of some bitmaps, one after the other.
  ///
  /// @param pointers of the bitmaps, as [#pointers] makes it
  static NativeBitmap orMany(MemorySegment pointers) {
    try {
      return new NativeBitmap(
          (MemorySegment) OR_MANY.invokeExact(pointers.byteSize() / POINTER.byteSize(), pointers));
    } catch (Throwable e) {
      throw CRoaring.failed(e);
    }
  }

  /// The union of some bitmaps, the smallest two first.
  static NativeBitmap orManyHeap(MemorySegment pointers) {
    try {
      return new NativeBitmap(
          (MemorySegment)
              OR_MANY_HEAP.invokeExact((int) (pointers.byteSize() / POINTER.byteSize()), pointers));
    } catch (Throwable e) {
      throw CRoaring.failed(e);
    }
  }

  /// An array of pointers to bitmaps.
  static MemorySegment pointers(Arena arena, List<NativeBitmap> bitmaps) {
    MemorySegment pointers = arena.allocate(POINTER, bitmaps.size());
    for (int i = 0; i < bitmaps.size(); i++) {
      pointers.setAtIndex(ValueLayout.ADDRESS, i, bitmaps.get(i).bitmap);
    }
    return pointers;
  }

  void andInPlace(NativeBitmap other) {
    change(AND_IN_PLACE, other);
  }

  void orInPlace(NativeBitmap other) {
    change(OR_IN_PLACE, other);
  }

  void andNotInPlace(NativeBitmap other) {
    change(AND_NOT_IN_PLACE, other);
  }

  /// A union whose cardinalities are missing until [#repair].
  void lazyOrInPlace(NativeBitmap other) {
    try {
      LAZY_OR_IN_PLACE.invokeExact(bitmap, other.bitmap, true);
    } catch (Throwable e) {
      throw CRoaring.failed(e);
    }
  }

  void repair() {
    try {
      REPAIR.invokeExact(bitmap);
    } catch (Throwable e) {
      throw CRoaring.failed(e);
    }
  }

  long cardinality() {
    try {
      return (long) CARDINALITY.invokeExact(bitmap);
    } catch (Throwable e) {
      throw CRoaring.failed(e);
    }
  }

  long andCardinality(NativeBitmap other) {
    return count(AND_CARDINALITY, other);
  }

  long andNotCardinality(NativeBitmap other) {
    return count(AND_NOT_CARDINALITY, other);
  }

  /// Writes every value to the target, 4 bytes each, ascending.
  void writeTo(MemorySegment target) {
    try {
      TO_ARRAY.invokeExact(bitmap, target);
    } catch (Throwable e) {
      throw CRoaring.failed(e);
    }
  }

  private NativeBitmap combined(MethodHandle function, NativeBitmap other) {
    try {
      return new NativeBitmap((MemorySegment) function.invokeExact(bitmap, other.bitmap));
    } catch (Throwable e) {
      throw CRoaring.failed(e);
    }
  }

  private void change(MethodHandle procedure, NativeBitmap other) {
    try {
      procedure.invokeExact(bitmap, other.bitmap);
    } catch (Throwable e) {
      throw CRoaring.failed(e);
    }
  }

  private long count(MethodHandle function, NativeBitmap other) {
    try {
      return (long) function.invokeExact(bitmap, other.bitmap);
    } catch (Throwable e) {
      throw CRoaring.failed(e);
    }
  }

  @Override
  public void close() {
    try {
      FREE.invokeExact(bitmap);
    } catch (Throwable e) {
      throw CRoaring.failed(e);
    }
  }
}
