package io.lamella.engine.api;

import java.util.List;
import java.util.Optional;

/// The members of one expression with some of their attributes, in the order in which customers
/// became known: it is the same at every snapshot and after a restart, with later customers behind.
/// Read as they are asked for. Used by one thread at a time, and no longer than the question is
/// open.
public interface MemberRows {

  /// The most attributes that can be asked for.
  int MAX_ATTRIBUTES = 50;

  /// How many members there are, those before the first of these rows included.
  ///
  /// @throws EngineException `DEADLINE_PASSED`, `CANCELLED`
  long count();

  /// The next members, as many as are left but at most `most`; none at the end.
  ///
  /// @throws EngineException `DEADLINE_PASSED`, `CANCELLED`
  List<Row> next(int most);

  /// Which rows are asked for.
  ///
  /// @param from the first place that is told, from 0; whoever goes on behind a row says
  ///   [Row#place] + 1
  /// @param attributes by name, at most [#MAX_ATTRIBUTES]
  record Form(int from, List<String> attributes) {
    public Form {
      attributes = List.copyOf(attributes);
    }
  }

  /// One member.
  ///
  /// @param place where the customer stands in the order of all customers, for good
  /// @param values one for each attribute, in their order, as people read it; empty for none
  record Row(int place, String customerId, List<Optional<String>> values) {
    public Row {
      values = List.copyOf(values);
    }
  }
}
