package io.lamella.engine.index;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.memory.Block;
import io.lamella.engine.memory.Region;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/// What was changed of one attribute since the [Attribute] was built: a row for each customer
/// concerned, sorted by ordinal, with the value it has now, or none. It stands before the
/// attribute, and before older changes. Immutable.
///
/// ```
///   rows        whose row each row is: see SortedRows
///   values      a column
///   customers   the bitmap
/// ```
public final class Changes extends Part {
  private final SortedRows rows;
  private final Optional<Values> values;
  private final Bitmap customers;
  private final int presentGrowth;

  /// @param presentGrowth how many more have a value than without these changes
  /// @param values by row; empty if nobody has a value any more
  Changes(
      Region region,
      Block block,
      SortedRows rows,
      Optional<Values> values,
      Bitmap customers,
      int presentGrowth) {
    super(region, block);
    this.presentGrowth = presentGrowth;
    this.rows = rows;
    this.values = values;
    this.customers = customers;
  }

  @Override
  Kind kind() {
    return Kind.CHANGES;
  }

  @Override
  void describe(DataOutput out, long base) throws IOException {
    rows.describe(out, base);
    out.writeBoolean(values.isPresent());
    if (values.isPresent()) {
      PartFormat.describe(out, values.get(), base);
    }
    customers.describe(out, base);
    out.writeInt(presentGrowth);
  }

  static Changes read(DataInput in, Region region, Block block) throws IOException {
    long base = block.offset();
    SortedRows rows = SortedRows.read(in, region.memory(), base);
    Optional<Values> values =
        in.readBoolean()
            ? Optional.of(PartFormat.values(in, region.memory(), base))
            : Optional.empty();
    Bitmap customers = Bitmap.read(in, region.memory(), base);
    return new Changes(region, block, rows, values, customers, in.readInt());
  }

  /// How many customers are concerned.
  public int rows() {
    return rows.count();
  }

  /// Who is concerned.
  public Bitmap customers() {
    return customers;
  }

  /// The values by row; empty if nobody has a value any more.
  public Optional<Values> values() {
    return values;
  }

  /// How many more customers have a value than without these changes.
  public int presentGrowth() {
    return presentGrowth;
  }

  /// The first row of a chunk's customers; the chunk's rows end where the next one's begin.
  public int rowStart(int chunk) {
    return rows.start(chunk);
  }

  /// Chunks up to the last customer's.
  public int chunks() {
    return rows.chunks();
  }

  /// The low 16 bits of a row's ordinal.
  public int low(int row) {
    return rows.low(row);
  }

  /// The customer's row; -1 if it is not concerned.
  public int row(int ordinal) {
    int row = rows.from(ordinal);
    return row < rows.start((ordinal >>> 16) + 1) && rows.low(row) == (ordinal & 0xFFFF) ? row : -1;
  }

  /// Takes every row with its ordinal, ascending.
  public void forEach(RowConsumer consumer) {
    for (int chunk = 0; chunk < rows.chunks(); chunk++) {
      int end = rows.start(chunk + 1);
      for (int row = rows.start(chunk); row < end; row++) {
        consumer.accept(row, (chunk << 16) | rows.low(row));
      }
    }
  }

  /// Takes a row.
  public interface RowConsumer {
    void accept(int row, int ordinal);
  }
}
