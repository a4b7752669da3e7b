package io.lamella.engine.api;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The members of one expression with some of their attributes, in the order in which customers
/// became known: it is the same at every snapshot and after a restart, with later customers behind.
/// Read as they are asked for. Used by one thread at a time, and no longer than the question is
/// open.
public interface MemberRows {

  /// The most attributes that can be asked for.
  int MAX_ATTRIBUTES = 50;

  /// How many members there are, told or not.
  ///
  /// @throws EngineException `DEADLINE_PASSED`, `CANCELLED`
  long count();

  /// The next members, as many as are left but at most `most`; none at the end.
  ///
  /// @throws EngineException `DEADLINE_PASSED`, `CANCELLED`
  List<Row> next(int most);

  /// Tells the ids of the next members, without their attributes, until the taker has enough.
  ///
  /// @throws EngineException `DEADLINE_PASSED`, `CANCELLED`
  void ids(IdTaker taker);

  /// Takes ids one after another.
  interface IdTaker {
    /// Takes the id of one member.
    ///
    /// @param place as [Row#place]
    /// @param bytes the id as UTF-8 in the first `length` bytes, good until this returns
    /// @return whether more can be taken
    boolean id(int place, byte[] bytes, int length);
  }

  /// Which rows are asked for.
  ///
  /// @param from the first place that is told, from 0; whoever goes on behind a row says
  ///   [Row#place] + 1
  /// @param attributes by name, at most [#MAX_ATTRIBUTES]
  /// @param sample how many are told at most, spread evenly over all members, the same ones each
  ///   time the same snapshot is asked; empty for all. Then `from` is 0
  record Form(int from, List<String> attributes, OptionalInt sample) {
    public Form {
      attributes = List.copyOf(attributes);
    }

    /// All of them.
    public Form(int from, List<String> attributes) {
      this(from, attributes, OptionalInt.empty());
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
