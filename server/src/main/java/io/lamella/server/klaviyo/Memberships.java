package io.lamella.server.klaviyo;

import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Measure;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Selection;
import io.lamella.engine.query.Step;
import io.lamella.engine.query.Window;
import io.lamella.server.klaviyo.json.JsonPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `profile-group-membership`: who is, or is not, of a list, and since when.
final class Memberships {

  private Memberships() {}

  static Meaning read(JsonPart part, Context context) {
    boolean member = part.bool("is_member");
    List<String> ids = part.texts("group_ids");
    if (ids.isEmpty() || ids.contains("")) {
      part.fault("group_ids", "the id of a list is needed");
    }
    Optional<Filter> time = Optional.empty();
    if (member) {
      time = part.optionalPart("timeframe_filter").map(filter -> time(filter, context));
    } else {
      part.mayBeNull("timeframe_filter");
    }
    List<Predicate> terms = new ArrayList<>();
    List<String> unmapped = new ArrayList<>();
    for (String id : ids) {
      terms.add(group(id, time, context.names()));
      if (!context.names().lists().containsKey(id) && !context.names().segments().containsKey(id)) {
        unmapped.add(id);
      }
    }
    Predicate any = terms.isEmpty() ? new Predicate.Nobody() : Make.any(terms);
    Meaning meaning = Meaning.exact(member ? any : Make.not(any));
    if (ids.size() > 1) {
      meaning =
          meaning.approximated(
              member ? "a member of any of the lists" : "a member of none of the lists");
    }
    return unmapped.isEmpty()
        ? meaning
        : meaning.noting(
            "the map has no name for the list "
                + String.join(", ", unmapped)
                + ", whose id is taken for one");
  }

  private static Filter time(JsonPart part, Context context) {
    Filter filter = FilterReader.read(part, FilterForm.OF_MEMBERSHIP_TIME);
    NameMap.Membership membership = context.names().membership();
    context
        .report()
        .part(
            part.path(),
            Meaning.approximated(
                new Predicate.Everyone(),
                "a list does not know when somebody joined it; the last event '"
                    + membership.behaviour()
                    + "' with the list's name in '"
                    + membership.property()
                    + "' tells"));
    return filter;
  }

  private static Predicate group(String id, Optional<Filter> time, NameMap names) {
    Predicate group =
        names.segments().containsKey(id)
            ? new Predicate.InSegment(names.segments().getOrDefault(id, id))
            : new Predicate.InList(names.lists().getOrDefault(id, id));
    String name = names.segments().getOrDefault(id, names.lists().getOrDefault(id, id));
    return time.map(filter -> Make.all(group, joined(name, filter, names.membership())))
        .orElse(group);
  }

  /// What counts is when somebody joined last. What has no last time yet is asked of any.
  private static Predicate joined(String list, Filter time, NameMap.Membership membership) {
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Where(Make.equal(Field.named(membership.property()), list)));
    Operand last = new Operand.MeasureOf(selection(membership, steps), new Measure.Last());
    return switch (time) {
      case Filter.After(var instant) ->
          new Predicate.Compares(last, Comparison.AT_LEAST, Make.at(instant));
      case Filter.Before(var instant) ->
          new Predicate.Compares(last, Comparison.LESS, Make.at(instant));
      case Filter.AtLeastAgo(var span) ->
          new Predicate.Compares(
              last,
              Comparison.LESS,
              new Literal.Time(
                  new Literal.Anchor.Now(),
                  List.of(new Literal.Shift(Literal.Direction.EARLIER, span))));
      case Filter.InTheNext(var span) -> {
        steps.add(new Step.Within(new Window.Next(span)));
        yield new Predicate.Did(selection(membership, steps));
      }
      case Filter.OfDate date ->
          DateMeaning.window(date)
              .<Predicate>map(window -> new Predicate.InWindow(last, window))
              .orElseGet(Predicate.Nobody::new);
      default -> new Predicate.Nobody();
    };
  }

  private static Selection selection(NameMap.Membership membership, List<Step> steps) {
    return new Selection(List.of(new Selection.BehaviourName(membership.behaviour())), steps);
  }
}
