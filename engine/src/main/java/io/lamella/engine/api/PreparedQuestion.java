package io.lamella.engine.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/// A question that was read, checked and planned, and holds the snapshot it is answered from. Used
/// by one thread at a time. Whoever prepared it closes it; until then the snapshot's memory stays.
public interface PreparedQuestion extends AutoCloseable {

  /// The number of the snapshot that answers.
  long snapshot();

  /// The *now* of every window, to the millisecond.
  Instant asOf();

  /// How many customers the snapshot holds.
  long population();

  /// For each expression, what is suspicious but not wrong: an unknown value, a window that is
  /// empty now.
  List<List<Fault>> warnings();

  /// What answering will cost, by the plan's estimate, in nanoseconds on one core. Decides where it
  /// runs.
  long estimatedNanos();

  /// The count of each expression.
  ///
  /// @throws EngineException `DEADLINE_PASSED`, `CANCELLED`
  long[] counts(Deadline deadline);

  /// What the expressions have in common.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for the regions of more expressions than
  ///   [Overlap#MAX_REGION_SEGMENTS]; `DEADLINE_PASSED`, `CANCELLED`
  Overlap overlap(Overlap.Extent extent, Deadline deadline);

  /// The ids of the customers who satisfy the first expression, in batches, in the order of
  /// [MemberRows]. Evaluated as it is read: a slow reader costs no memory. `next` may throw
  /// `DEADLINE_PASSED` or `CANCELLED`.
  Iterator<List<String>> members(Deadline deadline);

  /// The customers who satisfy the first expression, with some of their attributes.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` with every fault of the form; `DEADLINE_PASSED`,
  ///   `CANCELLED`
  MemberRows memberRows(MemberRows.Form form, Deadline deadline);

  /// The customers who satisfy the first expression as a set of numbers.
  ///
  /// @throws EngineException `MEMORY_BUDGET_EXCEEDED`; `DEADLINE_PASSED`, `CANCELLED`
  NumberedMembers numberedMembers(Deadline deadline);

  /// The plan of the first expression with estimated and actual cardinalities.
  ///
  /// @throws EngineException `DEADLINE_PASSED`, `CANCELLED`
  Explanation explain(Deadline deadline);

  /// What a preview of the first expression will cost, in nanoseconds on one core.
  long estimatedPreviewNanos();

  /// What the parts of the first expression do.
  ///
  /// @param minUsefulSize a total below this, but above 0, is noticed
  /// @throws EngineException `DEADLINE_PASSED`, `CANCELLED`
  Preview preview(long minUsefulSize, Deadline deadline);

  /// How the customers who satisfy the first expression are spread over the values of an attribute,
  /// bins of it, stages or segments.
  ///
  /// @param limit how many values or bins to list, 1 to [Breakdown#MAX_LIMIT]
  /// @throws EngineException `UNKNOWN_NAME`; `INVALID_ARGUMENT` for what has no such breakdown and
  ///   a limit that is none; `DEADLINE_PASSED`, `CANCELLED`
  Breakdown breakdown(BreakdownBy by, int limit, Deadline deadline);

  /// The same by the values of an attribute.
  ///
  /// @throws EngineException as above
  default Breakdown breakdown(String attribute, int limit, Deadline deadline) {
    return breakdown(new BreakdownBy.Values(attribute), limit, deadline);
  }

  /// What the customers who satisfy the first expression have of some numbers.
  ///
  /// @param numbers 1 to [Summary#MAX_NUMBERS], each the name of a number attribute, a measure that
  ///   is a number, or a ratio, in the text form: `age`, `did('purchase').sum(amount)`
  /// @param percents of the quantiles, each above 0 and at most 100; at most
  ///   [Summary#MAX_QUANTILES]
  /// @throws EngineException `INVALID_ARGUMENT` with every fault of both lists; `DEADLINE_PASSED`,
  ///   `CANCELLED`
  Summary summary(List<String> numbers, List<BigDecimal> percents, Deadline deadline);

  /// What sets the customers of the first expression apart from those who satisfy the second and
  /// not the first, or, if there is no second, from everyone else.
  ///
  /// @param names the attributes and behaviours that are looked at; all if it is empty
  /// @param limit how many lines to list, 1 to [Difference#MAX_LIMIT]
  /// @throws EngineException `INVALID_ARGUMENT` for a name that is unknown and a limit that is
  ///   none; `DEADLINE_PASSED`, `CANCELLED`
  Difference difference(List<String> names, int limit, Deadline deadline);

  /// How much of the first expression is decided for lack of a value.
  ///
  /// @throws EngineException `DEADLINE_PASSED`, `CANCELLED`
  ClauseCoverage clauseCoverage(Deadline deadline);

  /// Why one customer satisfies the first expression or does not.
  ///
  /// @throws EngineException `UNKNOWN_CUSTOMER`; `INVALID_ARGUMENT` for an empty id;
  ///   `DEADLINE_PASSED`, `CANCELLED`
  CustomerExplanation explainCustomer(String customerId, Deadline deadline);

  /// How large the first expression's segment was, or will be if nothing more happens.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for instants that are too many, or none, or in no
  ///   order, or outside of the years 1 to 9999; `DEADLINE_PASSED`, `CANCELLED`
  History history(HistorySeries series, Deadline deadline);

  /// Some of the customers who satisfy the first expression.
  ///
  /// @param limit how many at most, 1 to [MemberSample#MAX_LIMIT]
  /// @throws EngineException `INVALID_ARGUMENT` for a limit that is none; `DEADLINE_PASSED`,
  ///   `CANCELLED`
  MemberSample sample(int limit, Deadline deadline);

  /// What became of a message.
  ///
  /// @param form what the expressions are to it; as many as it says
  /// @throws EngineException `INVALID_ARGUMENT` for revenue that is no number of events;
  ///   `DEADLINE_PASSED`, `CANCELLED`
  MessageResults results(ResultsForm form, Deadline deadline);

  /// Whom the customers of the first expression can be written to.
  ///
  /// @param channels whose steps are the other expressions, in their order
  /// @throws EngineException `INVALID_ARGUMENT` for channels that cannot be asked;
  ///   `DEADLINE_PASSED`, `CANCELLED`
  Reach reach(List<ChannelSteps> channels, Deadline deadline);

  @Override
  void close();
}
