package io.lamella.server.mapping;

import io.lamella.engine.api.Draft;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.SavedSegment;
import io.lamella.engine.api.StaticList;
import io.lamella.v1.CreateListRequest;
import io.lamella.v1.CustomerIds;
import io.lamella.v1.ListDefinition;
import io.lamella.v1.ListListsRequest;
import io.lamella.v1.ListListsResponse;
import io.lamella.v1.UploadListRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Static lists, both ways.
public final class ListDefinitionMapping {

  private ListDefinitionMapping() {}

  /// What is to be kept.
  public static Draft draft(CreateListRequest m) {
    return new Draft(
        m.getName(),
        new SavedSegment.Remarks(m.getDescription(), m.getTagsList()),
        m.getAuthor(),
        new Draft.Absent());
  }

  /// What is to be kept.
  public static Draft draft(UploadListRequest.Start m) {
    return new Draft(
        m.getName(),
        new SavedSegment.Remarks(m.getDescription(), m.getTagsList()),
        m.getAuthor(),
        new Draft.Absent());
  }

  /// Who is to be in it, unless it is made from ids.
  public static SegmentForm form(CreateListRequest m) {
    return switch (m.getMembersCase()) {
      case EXPRESSION -> new SegmentForm.OfText("expression", m.getExpression());
      case PREDICATE -> new SegmentForm.OfPredicate("predicate", m.getPredicate());
      case CUSTOMERS, MEMBERS_NOT_SET -> new SegmentForm.Missing("expression");
    };
  }

  /// When the expression is asked.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for an instant that is none
  public static Optional<Instant> asOf(CreateListRequest m) {
    return m.hasAsOf() ? Optional.of(Instants.read("as_of", m.getAsOf())) : Optional.empty();
  }

  /// Ids of a request.
  ///
  /// @param already how many came before them
  /// @param most how many there may be in all
  /// @throws EngineException `INVALID_ARGUMENT` for one that is none, by its position, and for too
  ///   many
  public static List<String> ids(CustomerIds m, int already, int most) {
    if (m.getIdsCount() > most - already) {
      throw EngineException.invalidArgument(
          "customers.ids", "too many customer ids: allowed=" + most);
    }
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < m.getIdsCount(); i++) {
      if (m.getIds(i).isEmpty()) {
        faults.add(
            new Fault(
                "customers.ids[" + i + "]", "a customer id is empty: position=" + (already + i)));
      }
    }
    if (!faults.isEmpty()) {
      throw new EngineException(
          EngineException.Code.INVALID_ARGUMENT, faults.getFirst().toString(), faults);
    }
    return m.getIdsList();
  }

  /// A list.
  public static ListDefinition list(StaticList.Counted counted) {
    StaticList list = counted.list();
    ListDefinition.Builder message =
        ListDefinition.newBuilder()
            .setName(list.name())
            .setDescription(list.remarks().description())
            .addAllTags(list.remarks().tags())
            .setAuthor(list.saved().author())
            .setSavedAt(Instants.message(list.saved().at()))
            .setCount(counted.count());
    switch (list.origin()) {
      case StaticList.OfQuery(String expression, long snapshot, Instant asOf, long count) ->
          message
              .getFromExpressionBuilder()
              .setExpression(expression)
              .setSnapshot(snapshot)
              .setAsOf(Instants.message(asOf))
              .setCount(count);
      case StaticList.OfIds(long given, long unknown) ->
          message.getFromIdsBuilder().setGiven(given).setUnknown(unknown);
    }
    return message.build();
  }

  /// A page.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` for a limit that is none
  public static ListListsResponse page(ListListsRequest m, List<StaticList.Counted> all) {
    var asked = new DefinitionPage.Asked(m.getTag(), m.getContaining(), m.getAfter(), m.getLimit());
    DefinitionPage<ListDefinition> page = DefinitionPage.of(asked, all, new Look());
    return ListListsResponse.newBuilder()
        .addAllLists(page.messages())
        .setNextAfter(page.nextAfter())
        .setTotal(page.total())
        .build();
  }

  private record Look() implements DefinitionPage.Look<StaticList.Counted, ListDefinition> {
    @Override
    public String name(StaticList.Counted counted) {
      return counted.list().name();
    }

    @Override
    public SavedSegment.Remarks remarks(StaticList.Counted counted) {
      return counted.list().remarks();
    }

    @Override
    public ListDefinition message(StaticList.Counted counted) {
      return list(counted);
    }
  }
}
