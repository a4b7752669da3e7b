package io.lamella.server.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.oracle.RandomExpressions;
import io.lamella.engine.oracle.RandomPopulation;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import io.lamella.engine.query.Predicate;
import io.lamella.engine.query.text.Expressions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: the two forms of a predicate say the same, and a malformed message is refused with the
/// path of every fault. Method: seeded random predicates there and back; messages in protobuf's
/// text form with one thing wrong each.
class PredicateMappingTest {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void thereAndBackIsTheSamePredicate(long seed) throws InvalidProtocolBufferException {
    RandomExpressions expressions = new RandomExpressions(seed, RandomPopulation.small(seed));
    for (int i = 0; i < 500; i++) {
      Predicate predicate = expressions.next();

      byte[] bytes = PredicateMapping.write(predicate).toByteArray();
      Predicate read =
          PredicateMapping.read(io.lamella.v1.Predicate.parseFrom(bytes), "predicate").predicate();

      assertThat(Expressions.print(read))
          .as("seed=%d, number=%d", seed, i)
          .isEqualTo(Expressions.print(predicate));
      assertThat(read).as("seed=%d, number=%d", seed, i).isEqualTo(predicate);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12})
  void textToMessageToTextIsWithoutLoss(long seed) {
    RandomExpressions expressions = new RandomExpressions(seed, RandomPopulation.small(seed));
    int written = 0;
    for (int i = 0; i < 300; i++) {
      String text = Expressions.print(expressions.next());
      Predicate predicate;
      try {
        predicate = Expressions.parse(text, Limits.DEFAULT).predicate();
      } catch (EngineException e) {
        // A message can hold decimals of more digits than a text.
        assertThat(e).as("seed=%d, expression=%s", seed, text).hasMessageContaining("15");
        continue;
      }
      written++;

      Predicate read =
          PredicateMapping.read(PredicateMapping.write(predicate), "predicate").predicate();

      assertThat(Expressions.print(read)).as("seed=%d", seed).isEqualTo(text);
    }
    assertThat(written).as("seed=%d", seed).isGreaterThan(150);
  }

  @Test
  void everyCaseOfTheLanguageTranslates() {
    for (String text :
        List.of(
            "customer['First Name'].equalsIgnoreCase('ada')",
            "signed_up in next('7d')",
            "signed_up in ago('2y', '1mo')",
            "signed_up in since(now() - '36h' + '5ms')",
            "signed_up in before(timestamp('2011-11-01T00:00:00.123Z'))",
            "signed_up.weekday() in [1, 2]",
            "did('a').where(instant.month() == 12 && event['x y'].matches('^a+'))",
            "did('a').followedBy(did('b').where(x == 1).notPrecededBy(did('a'), 'all'), '4h')",
            "did('a').notFollowedBy(did('b', 'c'), '1mo', [sku, event['x y'], event['instant']])",
            "did('a').precededBy(did('a'), 'all', [sku]).count() >= 2",
            "did('a').nth(2) > date('2020-02-29')",
            "did('a').weeks() >= 3",
            "did('a').within(calendar('quarter', -3)).avg(x) <= -0.000000001",
            "did('a').where(b == 1).per(event['x y']).nth(2) in last('1d')",
            "did('a').per(x).count() in [1, 2]",
            "ratio(did('a').sum(x), did('b').within(last('7d')).count()) >= 0.25",
            "did('a').per(x).max(y) != ratio(did('a').count(), did('b').days())",
            "top(2.5, did('a').sum(x)) || bottom(100, age)",
            "top(0.0001, ratio(did('a').count(), did('b').count()))",
            "atMost(1, [nobody(), everyone()])",
            "exactly(0, [subscribed])",
            "sample(0.5, 99.9999, '')",
            "segment('VIP') && !segment('it\\'s')",
            "list('newsletter') || segment(' ')",
            "near(home, 51.5074, -0.1278, '2.5mi') || near(customer['a b'], 0, 180, '1m')",
            "did('a').where(!inside(shop, [[51.2, -0.6], [51.8, -0.6], [51.5, 0.4]]))",
            "tags.containsAny([])",
            "country in []")) {
      Predicate predicate = Expressions.parse(text, Limits.DEFAULT).predicate();

      assertThat(PredicateMapping.read(PredicateMapping.write(predicate), "predicate").predicate())
          .as(text)
          .isEqualTo(predicate);
    }
  }

  @Test
  void aConjunctionInAConjunctionIsOneLevel() throws TextFormat.ParseException {
    Predicate read =
        read("and { terms { and { terms { everyone {} } terms { nobody {} } } } terms { nobody {}"
                + " } }")
            .predicate();

    assertThat(read)
        .isInstanceOfSatisfying(Predicate.And.class, and -> assertThat(and.terms()).hasSize(3));
  }

  @Test
  void partsAreLocatedByTheirPath() throws TextFormat.ParseException {
    Located located =
        read("or { terms { everyone {} } terms { has { field { name: 'country' } } } }");

    Predicate second = ((Predicate.Or) located.predicate()).terms().get(1);

    assertThat(located.locator().locate(second)).isEqualTo("predicate.or.terms[1].has");
    assertThat(located.locator().locate(((Predicate.Has) second).field()))
        .isEqualTo("predicate.or.terms[1].has.field.name");
    assertThat(located.locator().locate("something else")).isEqualTo("predicate");
  }

  @ParameterizedTest(name = "{1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          | predicate | a predicate is missing
          and { terms { everyone {} } } | predicate.and.terms | two terms or more are needed: terms=1
          or {} | predicate.or.terms | two terms or more are needed: terms=0
          not {} | predicate.not.term | a predicate is missing
          quantified { count: 1 } | predicate.quantified.quantifier | missing or not known: quantifier
          quantified { quantifier: QUANTIFIER_EXACTLY count: -1 } | predicate.quantified.count | a count is not below 0: count=-1
          in_segment {} | predicate.in_segment.name | a name is missing
          in_list {} | predicate.in_list.name | a name is missing
          sample { from_percent: "0" } | predicate.sample.to_percent | a decimal is missing
          sample { from_percent: "1e3" to_percent: "2" } | predicate.sample.from_percent | not a decimal like -12.50
          has {} | predicate.has.field | an attribute or property is missing
          has { field { name: "" } } | predicate.has.field.name | a name is missing
          is_true {} | predicate.is_true.field | an attribute or property is missing
          one_of {} | predicate.one_of.operand | an operand is missing
          one_of { operand { field { name: "a" } } literals {} } | predicate.one_of.literals[0] | a value is missing
          one_of { operand { field { name: "a" } } literals { decimal: "NaN" } } | predicate.one_of.literals[0].decimal | not a decimal like -12.50
          one_of { operand { field { name: "a" } } literals { decimal: "+1" } } | predicate.one_of.literals[0].decimal | not a decimal like -12.50
          one_of { operand { field { name: "a" } } literals { time {} } } | predicate.one_of.literals[0].time | a date, an instant or now is missing
          one_of { operand { field { name: "a" } } literals { time { date: "2026-02-30" } } } | predicate.one_of.literals[0].time.date | not a date like 2026-01-31
          one_of { operand { field { name: "a" } } literals { time { instant { nanos: -1 } } } } | predicate.one_of.literals[0].time.instant | not an instant of the years 1 to 9999, nanos from 0 to 999,999,999
          one_of { operand { field { name: "a" } } literals { time { now {} shifts { span { amount: 1 unit: SPAN_UNIT_DAY } } } } } | predicate.one_of.literals[0].time.shifts[0].direction | missing or not known: direction
          in_window { operand { size_of { name: "a" } } } | predicate.in_window.window | a window is missing
          in_window { operand { size_of { name: "a" } } window { last {} } } | predicate.in_window.window.last.span.unit | missing or not known: span unit
          in_window { operand { size_of { name: "a" } } window { last { span { unit: SPAN_UNIT_DAY } } } } | predicate.in_window.window.last.span.amount | a duration is above 0: amount=0
          in_window { operand { size_of { name: "a" } } window { calendar { offset: 1 } } } | predicate.in_window.window.calendar.period | missing or not known: period
          in_window { operand { part_of { field { name: "a" } } } window { since { from { now {} } } } } | predicate.in_window.operand.part_of.part | missing or not known: date part
          fits { field { name: "a" } } | predicate.fits.test | missing or not known: text test
          near { field { name: "a" } centre { latitude: "1" } distance { amount: "1" unit: DISTANCE_UNIT_MILE } } | predicate.near.centre.longitude | a decimal is missing
          near { field { name: "a" } centre { latitude: "1" longitude: "N2" } distance { amount: "1" unit: DISTANCE_UNIT_MILE } } | predicate.near.centre.longitude | not a decimal like -12.50
          near { field { name: "a" } centre { latitude: "1" longitude: "2" } distance { amount: "1" } } | predicate.near.distance.unit | missing or not known: distance unit
          inside { corners { latitude: "1" longitude: "2" } } | predicate.inside.field | an attribute or property is missing
          inside { field { name: "a" } corners { latitude: "1" longitude: "2" } corners { longitude: "2" } } | predicate.inside.corners[1].latitude | a decimal is missing
          has_member { member: "a" } | predicate.has_member.field | an attribute or property is missing
          has_members { field { name: "a" } } | predicate.has_members.members | missing or not known: members
          did {} | predicate.did.selection.behaviours | a behaviour is missing
          did { selection { behaviours: "" } } | predicate.did.selection.behaviours[0] | a name is missing
          did { selection { behaviours: "a" steps {} } } | predicate.did.selection.steps[0] | where, within or a sequence is missing
          did { selection { behaviours: "a" steps { sequence { other { behaviours: "b" } any {} } } } } | predicate.did.selection.steps[0].sequence.order | missing or not known: sequence order
          did { selection { behaviours: "a" steps { sequence { order: SEQUENCE_ORDER_PRECEDED_BY any {} } } } } | predicate.did.selection.steps[0].sequence.other.behaviours | a behaviour is missing
          did { selection { behaviours: "a" steps { sequence { order: SEQUENCE_ORDER_PRECEDED_BY other { behaviours: "b" } } } } } | predicate.did.selection.steps[0].sequence.at_most | a gap, or any, is missing
          did { selection { behaviours: "a" steps { sequence { order: SEQUENCE_ORDER_PRECEDED_BY other { behaviours: "b" } at_most { unit: SPAN_UNIT_DAY } } } } } | predicate.did.selection.steps[0].sequence.at_most.amount | a duration is above 0: amount=0
          did { selection { behaviours: "a" steps { sequence { order: SEQUENCE_ORDER_PRECEDED_BY other { behaviours: "b" } any {} equal_properties: "" } } } } | predicate.did.selection.steps[0].sequence.equal_properties[0] | a name is missing
          in_window { operand { measure_of { selection { behaviours: "a" } } } window { since { from { now {} } } } } | predicate.in_window.operand.measure_of.measure | a measure is missing
          in_window { operand { measure_of { selection { behaviours: "a" } measure { nth: 0 } } } window { since { from { now {} } } } } | predicate.in_window.operand.measure_of.measure.nth | events count from 1: nth=0
          in_window { operand { measure_of { selection { behaviours: "a" } measure { calendar_units: CALENDAR_UNIT_UNSPECIFIED } } } window { since { from { now {} } } } } | predicate.in_window.operand.measure_of.measure.calendar_units | missing or not known: calendar unit
          in_window { operand { measure_of { selection { behaviours: "a" } measure { of_property { property { name: "x" } } } } } window { since { from { now {} } } } } | predicate.in_window.operand.measure_of.measure.of_property.function | missing or not known: property function
          """)
  void aMalformedMessageIsRefusedAtItsPath(String message, String path, String fault) {
    EngineException refused =
        catchThrowableOfType(EngineException.class, () -> read(message == null ? "" : message));

    assertThat(refused.code()).isEqualTo(EngineException.Code.INVALID_EXPRESSION);
    assertThat(refused.faults()).contains(new Fault(path, fault));
  }

  @Test
  void anEnumOfALaterVersionIsRefused() {
    io.lamella.v1.Predicate later =
        io.lamella.v1.Predicate.newBuilder()
            .setFits(
                io.lamella.v1.Predicate.Fits.newBuilder()
                    .setField(io.lamella.v1.Field.newBuilder().setName("a"))
                    .setTestValue(99))
            .build();

    EngineException refused =
        catchThrowableOfType(
            EngineException.class, () -> PredicateMapping.read(later, "predicate"));

    assertThat(refused.faults())
        .containsExactly(new Fault("predicate.fits.test", "missing or not known: text test"));
  }

  private static Located read(String message) throws TextFormat.ParseException {
    return PredicateMapping.read(
        TextFormat.parse(message, io.lamella.v1.Predicate.class), "predicate");
  }
}
