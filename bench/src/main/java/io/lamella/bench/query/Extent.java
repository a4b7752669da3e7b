package io.lamella.bench.query;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// How far the tables of the suite go.
///
/// @param trees of each number of operands
/// @param windows in days, of *at least n times*
/// @param windowCustomers a tenth of them where days are busy
/// @param setQueryEvery one in so many of its columns and queries
/// @param setQuery customers of the Set Query Benchmark
/// @param shop customers of the shop whose size is told
/// @param load how long each load on a server lasts
/// @param growth customers for which cost is told to grow, the fewest first; there may be none
public record Extent(
    int trees,
    List<Integer> windows,
    int windowCustomers,
    int setQueryEvery,
    int setQuery,
    int shop,
    Duration load,
    List<Integer> growth) {
  private static final int HUGE = 50_000_000;

  public Extent {
    windows = List.copyOf(windows);
    growth = List.copyOf(growth);
  }

  /// For ratios within two minutes in all.
  public static final Extent QUICK =
      new Extent(
          1, List.of(7, 90), 50_000, 4, 1_000_000, 200_000, Duration.ofSeconds(2), List.of());

  /// For a record.
  public static final Extent FULL =
      new Extent(
          3,
          List.of(7, 30, 90, 365),
          1_000_000,
          1,
          10_000_000,
          1_000_000,
          Duration.ofSeconds(10),
          List.of(1_000_000, 10_000_000));

  /// The same, and how cost grows up to 50 million customers.
  public Extent huge() {
    return new Extent(
        trees,
        windows,
        windowCustomers,
        setQueryEvery,
        setQuery,
        shop,
        load,
        Stream.concat(growth.stream(), Stream.of(HUGE)).toList());
  }
}
