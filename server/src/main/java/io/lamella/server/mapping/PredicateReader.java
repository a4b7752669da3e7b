package io.lamella.server.mapping;

import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Measure;
import io.lamella.engine.query.Operand;
import io.lamella.engine.query.Point;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.Selection;
import io.lamella.engine.query.Step;
import java.util.ArrayList;
import java.util.List;

/// Reads one predicate message. Confined to one thread, used once.
///
/// A part that is missing or malformed is noted with its path, and something harmless stands for it
/// until the whole message is read, so that one answer names every fault; a predicate with such a
/// stand-in never leaves this class. The depth of the recursion is bounded by protobuf, which reads
/// messages to a depth that is set where requests come in.
final class PredicateReader {

  private final ReadingNotes notes = new ReadingNotes();
  private final LiteralReader literals = new LiteralReader(notes);

  Located read(io.lamella.v1.Predicate message, FieldPath at) {
    Predicate predicate = predicate(message, at);
    notes.check();
    return new Located(predicate, notes.locator(at));
  }

  private Predicate predicate(io.lamella.v1.Predicate m, FieldPath at) {
    return switch (m.getKindCase()) {
      case EVERYONE -> notes.placed(new Predicate.Everyone(), at.field("everyone"));
      case NOBODY -> notes.placed(new Predicate.Nobody(), at.field("nobody"));
      case AND -> and(m.getAnd(), at.field("and"));
      case OR -> or(m.getOr(), at.field("or"));
      case NOT -> not(m.getNot(), at.field("not"));
      case QUANTIFIED -> quantified(m.getQuantified(), at.field("quantified"));
      case SAMPLE -> sample(m.getSample(), at.field("sample"));
      case IN_SEGMENT -> {
        FieldPath in = at.field("in_segment");
        yield notes.placed(
            new Predicate.InSegment(name(m.getInSegment().getName(), in.field("name"))), in);
      }
      case IN_LIST -> {
        FieldPath in = at.field("in_list");
        yield notes.placed(
            new Predicate.InList(name(m.getInList().getName(), in.field("name"))), in);
      }
      case RANKED -> ranked(m.getRanked(), at.field("ranked"));
      case HAS -> {
        FieldPath has = at.field("has");
        yield notes.placed(
            new Predicate.Has(field(m.getHas().getField(), has.field("field"))), has);
      }
      case IS_TRUE -> {
        FieldPath isTrue = at.field("is_true");
        yield notes.placed(
            new Predicate.IsTrue(field(m.getIsTrue().getField(), isTrue.field("field"))), isTrue);
      }
      case COMPARES -> compares(m.getCompares(), at.field("compares"));
      case COMPARES_MEASURES ->
          comparesMeasures(m.getComparesMeasures(), at.field("compares_measures"));
      case ONE_OF -> oneOf(m.getOneOf(), at.field("one_of"));
      case IN_WINDOW -> inWindow(m.getInWindow(), at.field("in_window"));
      case FITS -> fits(m.getFits(), at.field("fits"));
      case HAS_MEMBER -> hasMember(m.getHasMember(), at.field("has_member"));
      case HAS_MEMBERS -> hasMembers(m.getHasMembers(), at.field("has_members"));
      case NEAR -> near(m.getNear(), at.field("near"));
      case INSIDE -> inside(m.getInside(), at.field("inside"));
      case DID -> {
        FieldPath did = at.field("did");
        yield notes.placed(
            new Predicate.Did(selection(m.getDid().getSelection(), did.field("selection"))), did);
      }
      case KIND_NOT_SET -> {
        notes.missing(at, "a predicate");
        yield new Predicate.Nobody();
      }
    };
  }

  private Predicate and(io.lamella.v1.Predicate.And m, FieldPath at) {
    List<Predicate> terms = new ArrayList<>();
    for (Predicate term : predicates(m.getTermsList(), at.field("terms"))) {
      // A nested conjunction is a redundant parenthesis.
      if (term instanceof Predicate.And(var inner)) {
        terms.addAll(inner);
      } else {
        terms.add(term);
      }
    }
    return enough(terms, at) ? notes.placed(new Predicate.And(terms), at) : new Predicate.Nobody();
  }

  private Predicate or(io.lamella.v1.Predicate.Or m, FieldPath at) {
    List<Predicate> terms = new ArrayList<>();
    for (Predicate term : predicates(m.getTermsList(), at.field("terms"))) {
      if (term instanceof Predicate.Or(var inner)) {
        terms.addAll(inner);
      } else {
        terms.add(term);
      }
    }
    return enough(terms, at) ? notes.placed(new Predicate.Or(terms), at) : new Predicate.Nobody();
  }

  private boolean enough(List<Predicate> terms, FieldPath at) {
    if (terms.size() < 2) {
      notes.fault(at.field("terms"), "two terms or more are needed: terms=" + terms.size());
    }
    return terms.size() >= 2;
  }

  private List<Predicate> predicates(List<io.lamella.v1.Predicate> messages, FieldPath at) {
    List<Predicate> predicates = new ArrayList<>(messages.size());
    for (int i = 0; i < messages.size(); i++) {
      predicates.add(predicate(messages.get(i), at.item(i)));
    }
    return predicates;
  }

  private Predicate not(io.lamella.v1.Predicate.Not m, FieldPath at) {
    return notes.placed(new Predicate.Not(predicate(m.getTerm(), at.field("term"))), at);
  }

  private Predicate quantified(io.lamella.v1.Predicate.Quantified m, FieldPath at) {
    if (m.getCount() < 0) {
      notes.fault(at.field("count"), "a count is not below 0: count=" + m.getCount());
    }
    return notes.placed(
        new Predicate.Quantified(
            notes.word(
                PredicateEnums.QUANTIFIERS,
                m.getQuantifier(),
                at.field("quantifier"),
                Predicate.Quantifier.EXACTLY),
            m.getCount(),
            predicates(m.getTermsList(), at.field("terms"))),
        at);
  }

  private Predicate sample(io.lamella.v1.Predicate.Sample m, FieldPath at) {
    return notes.placed(
        new Predicate.Sample(
            literals.decimal(m.getFromPercent(), at.field("from_percent")),
            literals.decimal(m.getToPercent(), at.field("to_percent")),
            m.getSalt()),
        at);
  }

  private Predicate ranked(io.lamella.v1.Predicate.Ranked m, FieldPath at) {
    return notes.placed(
        new Predicate.Ranked(
            notes.word(PredicateEnums.RANKING_ENDS, m.getEnd(), at.field("end"), Predicate.End.TOP),
            literals.decimal(m.getPercent(), at.field("percent")),
            operand(m.getBy(), at.field("by"))),
        at);
  }

  private Predicate compares(io.lamella.v1.Predicate.Compares m, FieldPath at) {
    return notes.placed(
        new Predicate.Compares(
            operand(m.getOperand(), at.field("operand")),
            notes.word(
                PredicateEnums.COMPARISONS,
                m.getComparison(),
                at.field("comparison"),
                Comparison.EQUAL),
            literals.literal(m.getLiteral(), at.field("literal"))),
        at);
  }

  private Predicate comparesMeasures(io.lamella.v1.Predicate.ComparesMeasures m, FieldPath at) {
    return notes.placed(
        new Predicate.ComparesMeasures(
            operand(m.getLeft(), at.field("left")),
            notes.word(
                PredicateEnums.COMPARISONS,
                m.getComparison(),
                at.field("comparison"),
                Comparison.EQUAL),
            operand(m.getRight(), at.field("right"))),
        at);
  }

  private Predicate oneOf(io.lamella.v1.Predicate.OneOf m, FieldPath at) {
    List<Literal> listed = new ArrayList<>(m.getLiteralsCount());
    for (int i = 0; i < m.getLiteralsCount(); i++) {
      listed.add(literals.literal(m.getLiterals(i), at.field("literals").item(i)));
    }
    return notes.placed(
        new Predicate.OneOf(operand(m.getOperand(), at.field("operand")), listed), at);
  }

  private Predicate inWindow(io.lamella.v1.Predicate.InWindow m, FieldPath at) {
    return notes.placed(
        new Predicate.InWindow(
            operand(m.getOperand(), at.field("operand")),
            literals.window(m.getWindow(), at.field("window"))),
        at);
  }

  private Predicate fits(io.lamella.v1.Predicate.Fits m, FieldPath at) {
    return notes.placed(
        new Predicate.Fits(
            field(m.getField(), at.field("field")),
            notes.word(
                PredicateEnums.TEXT_TESTS,
                m.getTest(),
                at.field("test"),
                Predicate.TextTest.CONTAINS),
            notes.placed(new Literal.Text(m.getPattern()), at.field("pattern"))),
        at);
  }

  private Predicate hasMember(io.lamella.v1.Predicate.HasMember m, FieldPath at) {
    return notes.placed(
        new Predicate.HasMember(
            notes.placed(new Literal.Text(m.getMember()), at.field("member")),
            field(m.getField(), at.field("field"))),
        at);
  }

  private Predicate hasMembers(io.lamella.v1.Predicate.HasMembers m, FieldPath at) {
    List<Literal.Text> values = new ArrayList<>(m.getValuesCount());
    for (int i = 0; i < m.getValuesCount(); i++) {
      values.add(notes.placed(new Literal.Text(m.getValues(i)), at.field("values").item(i)));
    }
    return notes.placed(
        new Predicate.HasMembers(
            field(m.getField(), at.field("field")),
            notes.word(
                PredicateEnums.MEMBERS, m.getMembers(), at.field("members"), Predicate.Members.ANY),
            values),
        at);
  }

  private Predicate near(io.lamella.v1.Predicate.Near m, FieldPath at) {
    return notes.placed(
        new Predicate.Near(
            field(m.getField(), at.field("field")),
            literals.point(m.getCentre(), at.field("centre")),
            literals.distance(m.getDistance(), at.field("distance"))),
        at);
  }

  private Predicate inside(io.lamella.v1.Predicate.Inside m, FieldPath at) {
    List<Point> corners = new ArrayList<>(m.getCornersCount());
    for (int i = 0; i < m.getCornersCount(); i++) {
      corners.add(literals.point(m.getCorners(i), at.field("corners").item(i)));
    }
    return notes.placed(new Predicate.Inside(field(m.getField(), at.field("field")), corners), at);
  }

  private Operand operand(io.lamella.v1.Operand m, FieldPath at) {
    return switch (m.getKindCase()) {
      case FIELD -> {
        FieldPath field = at.field("field");
        yield notes.placed(new Operand.OfField(field(m.getField(), field)), field);
      }
      case SIZE_OF -> {
        FieldPath size = at.field("size_of");
        yield notes.placed(new Operand.SizeOf(field(m.getSizeOf(), size)), size);
      }
      case PART_OF -> {
        FieldPath part = at.field("part_of");
        yield notes.placed(
            new Operand.PartOf(
                field(m.getPartOf().getField(), part.field("field")),
                notes.word(
                    PredicateEnums.DATE_PARTS,
                    m.getPartOf().getPart(),
                    part.field("part"),
                    Operand.DatePart.MONTH)),
            part);
      }
      case ANNIVERSARY_OF -> {
        FieldPath anniversary = at.field("anniversary_of");
        yield notes.placed(
            new Operand.AnniversaryOf(field(m.getAnniversaryOf(), anniversary)), anniversary);
      }
      case MEASURE_OF -> measureOf(m.getMeasureOf(), at.field("measure_of"));
      case RATIO_OF -> {
        FieldPath ratio = at.field("ratio_of");
        yield notes.placed(
            new Operand.RatioOf(
                measureOf(m.getRatioOf().getDividend(), ratio.field("dividend")),
                measureOf(m.getRatioOf().getDivisor(), ratio.field("divisor"))),
            ratio);
      }
      case KIND_NOT_SET -> {
        notes.missing(at, "an operand");
        yield new Operand.OfField(Field.named(""));
      }
    };
  }

  private Operand.MeasureOf measureOf(io.lamella.v1.Operand.MeasureOf m, FieldPath at) {
    return notes.placed(
        new Operand.MeasureOf(
            selection(m.getSelection(), at.field("selection")),
            measure(m.getMeasure(), at.field("measure"))),
        at);
  }

  private Field field(io.lamella.v1.Field m, FieldPath at) {
    return switch (m.getKindCase()) {
      case NAME -> notes.placed(Field.named(name(m.getName(), at.field("name"))), at.field("name"));
      case OWN_INSTANT -> notes.placed(Field.ownInstant(), at.field("own_instant"));
      case KIND_NOT_SET -> {
        notes.missing(at, "an attribute or property");
        yield Field.named("");
      }
    };
  }

  private String name(String name, FieldPath at) {
    if (name.isEmpty()) {
      notes.missing(at, "a name");
    }
    return name;
  }

  private Selection selection(io.lamella.v1.Selection m, FieldPath at) {
    List<Selection.BehaviourName> behaviours = new ArrayList<>(m.getBehavioursCount());
    for (int i = 0; i < m.getBehavioursCount(); i++) {
      FieldPath behaviour = at.field("behaviours").item(i);
      behaviours.add(
          notes.placed(
              new Selection.BehaviourName(name(m.getBehaviours(i), behaviour)), behaviour));
    }
    if (behaviours.isEmpty()) {
      notes.missing(at.field("behaviours"), "a behaviour");
      behaviours.add(new Selection.BehaviourName(""));
    }
    List<Step> steps = new ArrayList<>(m.getStepsCount());
    for (int i = 0; i < m.getStepsCount(); i++) {
      steps.add(step(m.getSteps(i), at.field("steps").item(i)));
    }
    return new Selection(behaviours, steps);
  }

  private Step step(io.lamella.v1.Step m, FieldPath at) {
    return switch (m.getKindCase()) {
      case WHERE -> {
        FieldPath where = at.field("where");
        yield notes.placed(new Step.Where(predicate(m.getWhere(), where)), where);
      }
      case WITHIN -> {
        FieldPath within = at.field("within");
        yield notes.placed(new Step.Within(literals.window(m.getWithin(), within)), within);
      }
      case SEQUENCE -> sequence(m.getSequence(), at.field("sequence"));
      case KIND_NOT_SET -> {
        notes.missing(at, "where, within or a sequence");
        yield new Step.Where(new Predicate.Everyone());
      }
    };
  }

  private Step sequence(io.lamella.v1.Step.Sequence m, FieldPath at) {
    Step.Order order =
        notes.word(
            PredicateEnums.SEQUENCE_ORDERS,
            m.getOrder(),
            at.field("order"),
            Step.Order.FOLLOWED_BY);
    FieldPath other = at.field("other");
    List<Field> equal = new ArrayList<>(m.getEqualPropertiesCount());
    for (int i = 0; i < m.getEqualPropertiesCount(); i++) {
      FieldPath property = at.field("equal_properties").item(i);
      equal.add(notes.placed(Field.named(name(m.getEqualProperties(i), property)), property));
    }
    return notes.placed(
        new Step.Sequence(
            order, notes.placed(selection(m.getOther(), other), other), gap(m, at), equal),
        at);
  }

  private Step.Gap gap(io.lamella.v1.Step.Sequence m, FieldPath at) {
    return switch (m.getGapCase()) {
      case AT_MOST -> new Step.Gap.AtMost(literals.span(m.getAtMost(), at.field("at_most")));
      case ANY -> new Step.Gap.All();
      case GAP_NOT_SET -> {
        notes.missing(at.field("at_most"), "a gap, or any,");
        yield new Step.Gap.All();
      }
    };
  }

  private Measure measure(io.lamella.v1.Measure m, FieldPath at) {
    return switch (m.getKindCase()) {
      case COUNT -> notes.placed(new Measure.Count(), at.field("count"));
      case OF_PROPERTY -> {
        FieldPath of = at.field("of_property");
        yield notes.placed(
            new Measure.OfProperty(
                notes.word(
                    PredicateEnums.FUNCTIONS,
                    m.getOfProperty().getFunction(),
                    of.field("function"),
                    Measure.Function.SUM),
                field(m.getOfProperty().getProperty(), of.field("property"))),
            of);
      }
      case CALENDAR_UNITS -> {
        FieldPath units = at.field("calendar_units");
        yield notes.placed(
            new Measure.CalendarUnits(
                notes.word(
                    PredicateEnums.CALENDAR_UNITS,
                    m.getCalendarUnits(),
                    units,
                    Measure.CalendarUnit.DAYS)),
            units);
      }
      case NTH -> {
        if (m.getNth() < 1) {
          notes.fault(at.field("nth"), "events count from 1: nth=" + m.getNth());
        }
        yield notes.placed(new Measure.Nth(m.getNth()), at.field("nth"));
      }
      case FIRST -> notes.placed(new Measure.First(), at.field("first"));
      case LAST -> notes.placed(new Measure.Last(), at.field("last"));
      case PER -> {
        FieldPath per = at.field("per");
        yield notes.placed(
            new Measure.Per(
                field(m.getPer().getProperty(), per.field("property")),
                measure(m.getPer().getMeasure(), per.field("measure"))),
            per);
      }
      case KIND_NOT_SET -> {
        notes.missing(at, "a measure");
        yield new Measure.Count();
      }
    };
  }
}
