package io.lamella.bench.data;

import io.lamella.engine.Engine;
import io.lamella.engine.EngineConfig;
import io.lamella.engine.api.ImportSession;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.TableSpec;
import io.lamella.engine.api.TableSpec.Column;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/// Customers with independent random flags, each of its own density, in Lamella and in
/// RoaringBitmaps.
///
/// @param size how many customers
/// @param densities of each flag, by number
public record RandomFlags(int size, long seed, List<Double> densities) {
  private static final long MEMORY_BYTES = 8L << 30;

  /// Takes customers one by one.
  private interface Visitor {
    /// @param flags bit i stands for flag i
    void customer(int number, long flags);
  }

  /// A flag's name in an expression.
  public static String name(int flag) {
    return "f" + flag;
  }

  private void forEach(Visitor visitor) {
    var random = new SplittableRandom(seed);
    for (int number = 0; number < size; number++) {
      long flags = 0;
      for (int flag = 0; flag < densities.size(); flag++) {
        flags |= random.nextDouble() < densities.get(flag) ? 1L << flag : 0;
      }
      visitor.customer(number, flags);
    }
  }

  /// Opens an engine of one thread and loads the flags.
  public Engine load() {
    Engine engine = Engine.open(new EngineConfig(MEMORY_BYTES, 1, Limits.DEFAULT));
    try (ImportSession session =
        engine.startImport(Question.DEFAULT_WORKSPACE, ImportSession.Strictness.STRICT)) {
      List<Column> columns =
          Stream.concat(
                  Stream.of(Column.reserved(TableSpec.CUSTOMER_ID)),
                  IntStream.range(0, densities.size())
                      .mapToObj(flag -> Column.declared(name(flag), ValueType.BOOLEAN)))
              .toList();
      int table = session.table(new TableSpec(TableSpec.Kind.CUSTOMERS, "flags", columns));
      forEach((number, flags) -> session.line(table, number, cells(number, flags)));
      session.commit();
      return engine;
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  private List<String> cells(int number, long flags) {
    List<String> cells = new ArrayList<>(densities.size() + 1);
    cells.add(Integer.toString(number));
    for (int flag = 0; flag < densities.size(); flag++) {
      cells.add((flags >>> flag & 1) != 0 ? "true" : "");
    }
    return cells;
  }

  /// One run-optimised bitmap a flag.
  public List<RoaringBitmap> roaring() {
    List<RoaringBitmapWriter<RoaringBitmap>> writers =
        densities.stream().map(_ -> RoaringBitmapWriter.writer().runCompress(true).get()).toList();
    forEach((number, flags) -> {
      for (long left = flags; left != 0; left &= left - 1) {
        writers.get(Long.numberOfTrailingZeros(left)).add(number);
      }
    });
    return writers.stream().map(RoaringBitmapWriter::get).toList();
  }
}
