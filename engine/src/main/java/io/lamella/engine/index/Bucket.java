package io.lamella.engine.index;

import io.lamella.engine.bitmap.Bitmap;
import io.lamella.engine.memory.Block;
import io.lamella.engine.memory.Region;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One calendar day of one behaviour, in the workspace's zone. Its events are rows, sorted by
/// ordinal, then instant, kept as columns; the bitmap of customers is derived from them. Immutable.
///
/// ```
///   rows         whose row each row is: see SortedRows
///   times        a column: milliseconds since the day began
///   properties   a column each
///   customers    the bitmap, and where customers repeat one for each bit of their counts
/// ```
public final class Bucket extends Part implements Counted {

  /// What a bucket holds beside its columns.
  ///
  /// @param day days since 1970-01-01 in the workspace's zone
  /// @param startMillis the instant at which the day begins
  /// @param repeats whether some customer has more than one event
  record Layout(int day, long startMillis, boolean repeats, SortedRows rows) {}

  private final Layout layout;
  private final Column times;
  private final Bitmap customers;
  private final List<Bitmap> eventCounts;
  private final long customersCardinality;
  private final Map<String, Values> properties;

  Bucket(
      Region region,
      Block block,
      Layout layout,
      Column times,
      Bitmap customers,
      List<Bitmap> eventCounts,
      Map<String, Values> properties) {
    super(region, block);
    this.layout = layout;
    this.times = times;
    this.customers = customers;
    this.eventCounts = List.copyOf(eventCounts);
    this.customersCardinality = customers.cardinality();
    this.properties = Map.copyOf(properties);
  }

  @Override
  Kind kind() {
    return Kind.BUCKET;
  }

  @Override
  void describe(DataOutput out, long base) throws IOException {
    out.writeInt(layout.day);
    out.writeLong(layout.startMillis);
    out.writeBoolean(layout.repeats);
    layout.rows.describe(out, base);
    times.describe(out, base);
    customers.describe(out, base);
    PartFormat.describe(out, layout.repeats ? eventCounts : List.of(), base);
    out.writeInt(properties.size());
    for (Map.Entry<String, Values> property : properties.entrySet()) {
      out.writeUTF(property.getKey());
      PartFormat.describe(out, property.getValue(), base);
    }
  }

  static Bucket read(DataInput in, Region region, Block block) throws IOException {
    long base = block.offset();
    MemorySegment memory = region.memory();
    var layout =
        new Layout(
            in.readInt(), in.readLong(), in.readBoolean(), SortedRows.read(in, memory, base));
    Column times = Column.read(in, memory, base);
    Bitmap customers = Bitmap.read(in, memory, base);
    List<Bitmap> counts = PartFormat.bitmaps(in, memory, base);
    Map<String, Values> properties = new HashMap<>();
    int size = in.readInt();
    for (int i = 0; i < size; i++) {
      String name = in.readUTF();
      properties.put(name, PartFormat.values(in, memory, base));
    }
    return new Bucket(
        region,
        block,
        layout,
        times,
        customers,
        layout.repeats ? counts : List.of(customers),
        properties);
  }

  /// Days since 1970-01-01 in the workspace's zone.
  public int day() {
    return layout.day;
  }

  /// How many events.
  public int rows() {
    return layout.rows.count();
  }

  /// Whether some customer has more than one event of this day.
  public boolean repeats() {
    return layout.repeats;
  }

  /// The instant of the earliest event, in milliseconds since 1970.
  public long firstMillis() {
    return layout.startMillis + times.base();
  }

  /// The instant of the latest event.
  public long lastMillis() {
    return layout.startMillis + times.max();
  }

  /// The instant at which the day begins: [#times] counts from it.
  public long startMillis() {
    return layout.startMillis;
  }

  /// Milliseconds since the day began, a row.
  public Column times() {
    return times;
  }

  /// Who has an event.
  public Bitmap customers() {
    return customers;
  }

  /// The bitmap of customers alone where nobody has more than one event.
  @Override
  public List<Bitmap> eventCounts() {
    return eventCounts;
  }

  /// The bitmap of customers: it is one day.
  @Override
  public List<Bitmap> dayCounts() {
    return List.of(customers);
  }

  /// How many customers have an event.
  public long customersCardinality() {
    return customersCardinality;
  }

  /// The first row of a chunk's customers; the chunk's rows end where the next one's begin.
  public int rowStart(int chunk) {
    return layout.rows.start(chunk);
  }

  /// When a row's event happened, in milliseconds since 1970.
  public long millis(int row) {
    return layout.startMillis + times.value(row);
  }

  /// Lists those of some rows of a chunk, counted from the first, that are of one of some
  /// customers; returns how many.
  ///
  /// @param customers the chunk's words
  /// @param target has room for all rows
  public int ofCustomers(int fromRow, int rows, long[] customers, char[] target) {
    return layout.rows.ofCustomers(fromRow, rows, customers, target);
  }

  /// Reads some rows of one chunk: the low 16 bits of their ordinals, and the milliseconds since
  /// the day began.
  ///
  /// @param at where in both targets the first row goes
  public void read(int fromRow, int count, char[] lows, long[] millis, int at) {
    layout.rows.lows(fromRow, count, lows, at);
    times.values(fromRow, count, millis, at);
  }

  /// Adds the values of a property to the sums of the rows' customers.
  ///
  /// @param column of a property of this bucket
  /// @param factor by which each value is multiplied
  /// @param sums one for each customer of the rows' chunk
  public void addValues(Column column, int fromRow, int count, long factor, long[] sums) {
    layout.rows.addValues(column, fromRow, count, factor, sums);
  }

  /// Reads the low 16 bits of the ordinals of some rows of one chunk.
  ///
  /// @param lows from 0 on
  public void lows(int fromRow, int count, char[] lows) {
    layout.rows.lows(fromRow, count, lows, 0);
  }

  /// The low 16 bits of a row's ordinal.
  public int low(int row) {
    return layout.rows.low(row);
  }

  /// The first row of a customer or of a later one.
  public int rowFrom(int ordinal) {
    return layout.rows.from(ordinal);
  }

  /// Chunks up to the last customer's.
  public int chunks() {
    return layout.rows.chunks();
  }

  /// The values of a property; empty when no event of the day has it.
  public Optional<Values> property(String name) {
    return Optional.ofNullable(properties.get(name));
  }

  /// Every property that some event of the day has.
  public Map<String, Values> properties() {
    return properties;
  }
}
