package io.lamella.server.mapping;

import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.MemberRows;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.v1.MembersForm;
import io.lamella.v1.MembersRequest;
import io.lamella.v1.MembersResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Streams of members, both ways.
public final class MembersMapping {
  private static final String SAMPLE = "sample";
  private static final String RESUME = "resume";
  private static final String ATTRIBUTES = "attributes";

  private MembersMapping() {}

  /// A stream as a request asks for it.
  ///
  /// @param numbered whether a bitmap of numbers is asked for; the form is then that of everybody
  public record Asked(AskedQuestion question, MemberRows.Form form, boolean numbered) {}

  /// What is asked.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` with every fault but those of attributes
  public static Asked read(MembersRequest m) {
    List<Fault> faults = new ArrayList<>();
    boolean numbered = m.getForm() == MembersForm.MEMBERS_FORM_ROARING;
    if (m.getForm() == MembersForm.UNRECOGNIZED) {
      faults.add(new Fault("form", "not known: form=" + m.getFormValue()));
    }
    checkTogether(m, numbered, faults);
    AskedQuestion question =
        AskedQuestion.of(
            m.getWorkspace(),
            SegmentForm.of(
                m.hasExpression(), m.getExpression(), m.hasPredicate(), m.getPredicate()),
            m.hasAsOf(),
            m.getAsOf());
    int from = 0;
    if (!m.getResume().isEmpty()) {
      Optional<MemberPosition> position = MemberPosition.read(m.getResume(), question);
      if (position.isEmpty()) {
        faults.add(MemberPosition.fault(RESUME));
      } else {
        from = position.get().next();
        question = position.get().goingOn(question, faults);
      }
    }
    EngineException.refuse("the stream of members is refused", faults);
    OptionalInt sample = m.getSample() == 0 ? OptionalInt.empty() : OptionalInt.of(m.getSample());
    return new Asked(question, new MemberRows.Form(from, m.getAttributesList(), sample), numbered);
  }

  private static void checkTogether(MembersRequest m, boolean numbered, List<Fault> faults) {
    if (m.getSample() < 0) {
      faults.add(
          new Fault(
              SAMPLE, "a sample has 1 member or more, 0 is for all: sample=" + m.getSample()));
    }
    if (m.getSample() != 0 && !m.getResume().isEmpty()) {
      // Of another snapshot it would be another sample.
      faults.add(new Fault(RESUME, "a sample is asked anew, it does not go on"));
    }
    if (!numbered) {
      return;
    }
    if (m.getSample() != 0) {
      faults.add(new Fault(SAMPLE, "a bitmap is of all members"));
    }
    if (!m.getResume().isEmpty()) {
      faults.add(new Fault(RESUME, "a bitmap's numbers are of one snapshot, ask for it anew"));
    }
    if (m.getAttributesCount() > 0) {
      faults.add(new Fault(ATTRIBUTES, "a bitmap comes with ids alone"));
    }
  }

  /// The messages of a stream, made as they are asked for.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for attributes; `MEMORY_BUDGET_EXCEEDED`;
  ///   `DEADLINE_PASSED`, `CANCELLED`
  public static MemberMessages messages(Asked asked, PreparedQuestion prepared, Deadline deadline) {
    return asked.numbered
        ? MemberMessages.numbered(start(prepared), prepared.numberedMembers(deadline))
        : MemberMessages.of(
            start(prepared), prepared.memberRows(asked.form, deadline), asked, prepared.asOf());
  }

  private static MembersResponse start(PreparedQuestion prepared) {
    return MembersResponse.newBuilder()
        .setStart(
            MembersResponse.Start.newBuilder()
                .setPopulation(prepared.population())
                .setSnapshot(prepared.snapshot())
                .setAsOf(Instants.message(prepared.asOf()))
                .addAllWarnings(SegmentMapping.warnings(prepared, 0)))
        .build();
  }
}
