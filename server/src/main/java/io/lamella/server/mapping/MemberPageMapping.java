package io.lamella.server.mapping;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.MemberRows;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.v1.ListMembersRequest;
import io.lamella.v1.ListMembersResponse;
import io.lamella.v1.MemberRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Pages of members, both ways.
public final class MemberPageMapping {
  private static final int USUAL = 100;
  private static final int MOST = 10_000;

  /// Rows that are read at once: those that do not fit the message are read again for the next
  /// page.
  private static final int ROWS_AT_ONCE = 128;

  /// Clients take 4 MiB by default, and the rows are not alone in their message.
  private static final int MAX_BYTES = 3 << 20;

  private MemberPageMapping() {}

  /// A page as a request asks for it.
  ///
  /// @param from the first place that is told
  /// @param size how many members at most
  public record Page(AskedQuestion asked, int from, int size, List<String> attributes) {
    public Page {
      attributes = List.copyOf(attributes);
    }
  }

  /// What is asked.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` with every fault of size, token and instant
  public static Page read(ListMembersRequest m) {
    List<Fault> faults = new ArrayList<>();
    if (m.getPageSize() < 0 || m.getPageSize() > MOST) {
      faults.add(
          new Fault(
              "page_size",
              "a page has 1 to "
                  + MOST
                  + " members, 0 is for "
                  + USUAL
                  + ": page_size="
                  + m.getPageSize()));
    }
    SegmentForm segment =
        SegmentForm.of(m.hasExpression(), m.getExpression(), m.hasPredicate(), m.getPredicate());
    AskedQuestion asked = AskedQuestion.of(m.getWorkspace(), segment, m.hasAsOf(), m.getAsOf());
    int from = 0;
    if (!m.getPageToken().isEmpty()) {
      Optional<MemberPosition> position = MemberPosition.read(m.getPageToken(), asked);
      if (position.isEmpty()) {
        faults.add(MemberPosition.fault("page_token"));
      } else {
        from = position.get().next();
        asked = position.get().goingOn(asked, faults);
      }
    }
    EngineException.refuse("the page is refused", faults);
    return new Page(
        asked, from, m.getPageSize() == 0 ? USUAL : m.getPageSize(), m.getAttributesList());
  }

  /// A page: as many members as are asked for, or as fit a message.
  public static ListMembersResponse page(Page page, PreparedQuestion prepared, Deadline deadline) {
    MemberRows rows =
        prepared.memberRows(new MemberRows.Form(page.from, page.attributes), deadline);
    ListMembersResponse.Builder answer =
        ListMembersResponse.newBuilder()
            .setCount(rows.count())
            .setPopulation(prepared.population())
            .setSnapshot(prepared.snapshot())
            .setAsOf(Instants.message(prepared.asOf()))
            .addAllWarnings(SegmentMapping.warnings(prepared, 0));
    long bytes = 0;
    while (true) {
      // One more than the page has, to know whether there is a next one.
      int wanted = Math.min(ROWS_AT_ONCE, page.size + 1 - answer.getMembersCount());
      List<MemberRows.Row> read = rows.next(wanted);
      for (MemberRows.Row row : read) {
        MemberRow message = message(row);
        bytes += message.getSerializedSize();
        boolean full = bytes > MAX_BYTES && answer.getMembersCount() > 0;
        if (full || answer.getMembersCount() == page.size) {
          return answer
              .setNextPageToken(new MemberPosition(row.place(), prepared.asOf()).token(page.asked))
              .build();
        }
        answer.addMembers(message);
      }
      if (read.size() < wanted) {
        return answer.build();
      }
    }
  }

  private static MemberRow message(MemberRows.Row row) {
    MemberRow.Builder message = MemberRow.newBuilder().setCustomerId(row.customerId());
    row.values().forEach(value -> message.addValues(value.orElse("")));
    return message.build();
  }
}
