package io.lamella.bench.croaring;

import static io.lamella.bench.croaring.CRoaring.POINTER;
import static io.lamella.bench.croaring.CRoaring.SIZE;
import static io.lamella.bench.croaring.CRoaring.function;
import static io.lamella.bench.croaring.CRoaring.procedure;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// A `bitset_t`, the library's plain bitset over all customers. Whoever made it closes it. Newer
/// versions of the library have it.
final class NativeBitset implements AutoCloseable {
  private static final SymbolLookup LIBRARY = CRoaring.library();
  private static final String FILL = "roaring_bitmap_to_bitset";
  private static final MethodHandle CREATE = function(LIBRARY, "bitset_create", POINTER);
  private static final MethodHandle COPY = function(LIBRARY, "bitset_copy", POINTER, POINTER);
  private static final MethodHandle FREE = procedure(LIBRARY, "bitset_free", POINTER);
  private static final MethodHandle CLEAR = procedure(LIBRARY, "bitset_clear", POINTER);
  private static final MethodHandle TO_BITSET =
      function(LIBRARY, FILL, ValueLayout.JAVA_BOOLEAN, POINTER, POINTER);
  private static final MethodHandle UNION =
      function(LIBRARY, "bitset_inplace_union", ValueLayout.JAVA_BOOLEAN, POINTER, POINTER);
  private static final MethodHandle INTERSECTION =
      procedure(LIBRARY, "bitset_inplace_intersection", POINTER, POINTER);
  private static final MethodHandle COUNT = function(LIBRARY, "bitset_count", SIZE, POINTER);

  private final MemorySegment bitset;

  private NativeBitset(MemorySegment bitset) {
    if (bitset.address() == 0) {
      throw new OutOfMemoryError("CRoaring made no bitset");
    }
    this.bitset = bitset;
  }

  /// Whether the library has bitsets.
  static boolean isThere() {
    return CRoaring.library().find(FILL).isPresent();
  }

  static NativeBitset empty() {
    try {
      return new NativeBitset((MemorySegment) CREATE.invokeExact());
    } catch (Throwable e) {
      throw CRoaring.failed(e);
    }
  }

  NativeBitset copy() {
    try {
      return new NativeBitset((MemorySegment) COPY.invokeExact(bitset));
    } catch (Throwable e) {
      throw CRoaring.failed(e);
    }
  }

  /// Becomes what the bitmap is.
  void set(NativeBitmap bitmap) {
    try {
      CLEAR.invokeExact(bitset);
      succeed((boolean) TO_BITSET.invokeExact(bitmap.pointer(), bitset));
    } catch (Throwable e) {
      throw CRoaring.failed(e);
    }
  }

  void or(NativeBitset other) {
    try {
      succeed((boolean) UNION.invokeExact(bitset, other.bitset));
    } catch (Throwable e) {
      throw CRoaring.failed(e);
    }
  }

  void and(NativeBitset other) {
    try {
      INTERSECTION.invokeExact(bitset, other.bitset);
    } catch (Throwable e) {
      throw CRoaring.failed(e);
    }
  }

  long cardinality() {
    try {
      return (long) COUNT.invokeExact(bitset);
    } catch (Throwable e) {
      throw CRoaring.failed(e);
    }
  }

  private static void succeed(boolean enlarged) {
    if (!enlarged) {
      throw new OutOfMemoryError("CRoaring could not enlarge a bitset");
    }
  }

  @Override
  public void close() {
    try {
      FREE.invokeExact(bitset);
    } catch (Throwable e) {
      throw CRoaring.failed(e);
    }
  }
}
