package io.lamella.bench.croaring;

import io.lamella.bench.Form;
import io.lamella.bench.data.RoaringShoppers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// The Boolean and the selective question to CRoaring, each in every form that seemed good, over
/// the bitmaps that Java's RoaringBitmap made and run-optimised. The order of operands is chosen by
/// hand.
public final class CRoaringQuestions implements AutoCloseable {
  private final Arena arena = Arena.ofShared();
  private final List<NativeBitmap> flags;
  private final List<NativeBitmap> days;
  private final MemorySegment anyOfThree;
  private final MemorySegment anyDay;

  private CRoaringQuestions(List<NativeBitmap> flags, List<NativeBitmap> days) {
    this.flags = flags;
    this.days = days;
    anyOfThree = NativeBitmap.pointers(arena, flags.subList(0, 3));
    anyDay = NativeBitmap.pointers(arena, days);
  }

  /// Copies the shoppers' bitmaps.
  public static CRoaringQuestions of(RoaringShoppers shoppers) {
    return new CRoaringQuestions(
        shoppers.flags().stream().map(NativeBitmap::of).toList(),
        shoppers.days().stream().map(NativeBitmap::of).toList());
  }

  /// `(a || b || c) && d && e && !f`.
  public List<Form> booleans() {
    return List.of(
        new Form("croaring, or_many", () -> narrow(NativeBitmap.orMany(anyOfThree))),
        new Form("croaring, or_many_heap", () -> narrow(NativeBitmap.orManyHeap(anyOfThree))),
        new Form("croaring, lazy_or", () -> narrow(anyLazily())),
        new Form("croaring, union of three intersections", this::intersections),
        new Form("croaring, d and e and not f first", this::othersFirst));
  }

  private long narrow(NativeBitmap any) {
    try (any) {
      any.andInPlace(flags.get(4));
      any.andInPlace(flags.get(3));
      return any.andNotCardinality(flags.get(5));
    }
  }

  private NativeBitmap anyLazily() {
    NativeBitmap any = flags.get(0).copy();
    any.lazyOrInPlace(flags.get(1));
    any.lazyOrInPlace(flags.get(2));
    any.repair();
    return any;
  }

  private long intersections() {
    try (NativeBitmap a = flags.get(0).and(flags.get(4));
        NativeBitmap b = flags.get(1).and(flags.get(4));
        NativeBitmap c = flags.get(2).and(flags.get(4))) {
      a.orInPlace(b);
      a.orInPlace(c);
      a.andInPlace(flags.get(3));
      return a.andNotCardinality(flags.get(5));
    }
  }

  private long othersFirst() {
    try (NativeBitmap others = flags.get(4).and(flags.get(3));
        NativeBitmap any = NativeBitmap.orMany(anyOfThree)) {
      others.andNotInPlace(flags.get(5));
      return any.andCardinality(others);
    }
  }

  /// `g && a &&` any of 14 days.
  public List<Form> selective() {
    return List.of(
        new Form("croaring, few against each day in place", this::againstEach),
        new Form("croaring, few first", this::fewFirst),
        new Form("croaring, or_many first", () -> unionFirst(NativeBitmap.orMany(anyDay))),
        new Form(
            "croaring, or_many_heap first", () -> unionFirst(NativeBitmap.orManyHeap(anyDay))));
  }

  private NativeBitmap few() {
    return flags.get(6).and(flags.get(0));
  }

  private long againstEach() {
    try (NativeBitmap few = few()) {
      long all = few.cardinality();
      for (NativeBitmap day : days) {
        few.andNotInPlace(day);
      }
      return all - few.cardinality();
    }
  }

  private long fewFirst() {
    try (NativeBitmap few = few();
        NativeBitmap found = few.and(days.getFirst())) {
      for (NativeBitmap day : days.subList(1, days.size())) {
        try (NativeBitmap both = few.and(day)) {
          found.orInPlace(both);
        }
      }
      return found.cardinality();
    }
  }

  private long unionFirst(NativeBitmap union) {
    try (union;
        NativeBitmap few = few()) {
      return few.andCardinality(union);
    }
  }

  @Override
  public void close() {
    flags.forEach(NativeBitmap::close);
    days.forEach(NativeBitmap::close);
    arena.close();
  }
}
