package io.lamella.server.cli.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.lamella.v1.MembersResponse.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/// Writes members: ids one a line, or a CSV table with a header. Whatever cannot be written ends it
/// with an [UncheckedIOException].
public interface MemberTable {

  /// Writes the header, if there is one.
  void begin();

  /// Writes the members of a batch through to the writer.
  void add(Batch batch);

  /// Ids one a line.
  static MemberTable lines(Writer to) {
    return new MemberTable() {
      @Override
      public void begin() {}

      @Override
      public void add(Batch batch) {
        try {
          for (String id : batch.getCustomerIdsList()) {
            to.append(id).append('\n');
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  /// A table of ids and attributes.
  ///
  /// @param plain whether cells that look like formulas stay as they are
  static MemberTable csv(Writer to, List<String> attributes, boolean plain) {
    List<String> header = new ArrayList<>(List.of("customer_id"));
    header.addAll(attributes);
    return new Csv(to, header, plain) {
      @Override
      void cells(Batch batch, int member, List<String> cells) {
        cells.add(batch.getCustomerIds(member));
        int width = attributes.size();
        cells.addAll(batch.getValuesList().subList(member * width, (member + 1) * width));
      }
    };
  }

  /// A table of the numbers in a bitmap and the ids of whose they are.
  ///
  /// @param plain whether cells that look like formulas stay as they are
  static MemberTable numbered(Writer to, boolean plain) {
    return new Csv(to, List.of("number", "customer_id"), plain) {
      @Override
      void cells(Batch batch, int member, List<String> cells) {
        cells.add(Integer.toUnsignedString(batch.getNumbers(member)));
        cells.add(batch.getCustomerIds(member));
      }
    };
  }

  /// Any table.
  abstract class Csv implements MemberTable {
    private final CsvWriter writer;
    private final List<String> header;
    private final boolean plain;

    private Csv(Writer to, List<String> header, boolean plain) {
      this.writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(to);
      this.header = header;
      this.plain = plain;
    }

    /// Adds the cells of one member of a batch.
    abstract void cells(Batch batch, int member, List<String> cells);

    @Override
    public void begin() {
      write(header);
      flush();
    }

    @Override
    public void add(Batch batch) {
      List<String> cells = new ArrayList<>(header.size());
      for (int member = 0; member < batch.getCustomerIdsCount(); member++) {
        cells.clear();
        cells(batch, member, cells);
        write(cells);
      }
      flush();
    }

    private void write(List<String> cells) {
      writer.writeRecord(plain ? cells : cells.stream().map(SafeCell::of).toList());
    }

    private void flush() {
      try {
        writer.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
