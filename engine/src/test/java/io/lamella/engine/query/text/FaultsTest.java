package io.lamella.engine.query.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.catalog.Catalog;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.catalog.WorkspaceSettings;
import io.lamella.engine.plan.Checker;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Located;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Goal: whoever writes an expression wrongly is told where and what would be right. Method: wrong
/// expressions beside the messages they must give.
class FaultsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
"""
          contry == 'GB'                          | 1:1: unknown attribute 'contry'; did you mean 'country'?
          age > 1 && did('buy').count() >= 1      | 1:16: unknown behaviour 'buy'
          did('purchase').where(categry == 'a')   | 1:23: unknown property 'categry'; did you mean 'category'?
          did('purchas')                          | 1:5: unknown behaviour 'purchas'; did you mean 'purchase'?
          age == 'x'                              | 1:8: 'age' is a number, 'x' is a string
          near(country, 51.5, -0.1, '25km')       | 1:6: 'country' is a keyword, not a location
          inside(age, [[0, 0], [0, 1], [1, 1]])   | 1:8: 'age' is a number, not a location
          near(hom, 51.5, -0.1, '25km')           | 1:6: unknown attribute 'hom'; did you mean 'home'?
          near(home, 95, -0.1, '25km')            | 1:12: a latitude lies in -90 to 90, a longitude in -180 to 180, and the latitude comes first: 95, -0.1
          near(home, 51.5, 180.5, '25km')         | 1:12: a latitude lies in -90 to 90, a longitude in -180 to 180, and the latitude comes first: 51.5, 180.5
          near(home, 51.5, -0.1, '0km')           | 1:24: a distance is above 0: '0km'
          inside(home, [[0, 0], [0, 1]])          | 1:1: a polygon has at least 3 corners: corners=2
          inside(home, [[0, 0], [0, 1], [0, 0]])  | 1:1: a polygon has at least 3 corners: corners=2
          inside(home, [])                        | 1:1: a polygon has at least 3 corners: corners=0
          inside(home, [[0, 0], [0, 1], [91, 0]]) | 1:32: a latitude lies in -90 to 90, a longitude in -180 to 180, and the latitude comes first: 91, 0
          inside(home, [[-90, -180], [-90, 180], [90, 180], [90, -180]]) | 1:1: -180 and 180 are the same meridian, so this side has no length; put a corner between -90,-180 and -90,180
          inside(home, [[1, 0], [1, 120], [-1, -120]]) | 1:1: the sides go round the Earth, and so round both poles; that is a polygon where all corners are north of the equator, or all south of it
          inside(home, [[1, 0], [1, 120], [1, -120], [2, 0], [2, 120], [2, -120]]) | 1:1: the sides go round the Earth more than once
          home == 'London'                        | 1:9: 'home' is a location, 'London' is a string; write near(home, 51.5074, -0.1278, '25km') or inside
          home > 5                                | 1:8: 'home' is a location, 5 is a number; write near(home, 51.5074, -0.1278, '25km') or inside
          country == 5                            | 1:12: 'country' is a keyword, 5 is a number; write '5'
          country > 'A'                           | 1:1: 'country' is a keyword, which has no order; > is for numbers, dates and instants
          signed_up >= '2026-01-01'               | 1:14: 'signed_up' is an instant, '2026-01-01' is a string; write date('2026-01-31') or timestamp('2026-01-31T09:30:00Z')
          tags == 'vip'                           | 1:1: 'tags' is a set; write 'vip' in tags or containsAny
          'vip' in country                        | 1:10: 'country' is a keyword, not a set
          size(country) > 1                       | 1:6: 'country' is a keyword, not a set
          country                                 | 1:1: 'country' is a keyword, not a boolean; compare it with a value, or write has(country)
          age in last('14d')                      | 1:8: 'age' is a number, a window is for dates and instants
          age.startsWith('1')                     | 1:1: 'age' is a number, not a keyword or a text
          email.matches('(')                      | 1:15: not a pattern of RE2: missing closing )
          age.month() == 5                        | 1:1: 'age' is a number, not a date or an instant
          age.anniversary() in next('7d')         | 1:1: 'age' is a number, not a date or an instant
          birthday.anniversary() in last('36h')   | 1:27: anniversaries go by days: units are d, w, mo and y, not '36h'
          birthday.anniversary() < now()          | 1:10: an anniversary lies in a window: birthday.anniversary() in next('7d'); it is not compared
          did('purchase').sum(category) > 5       | 1:21: 'category' is a keyword, not a number
          did('purchase').min(category) > 5       | 1:21: 'category' is a keyword, not a number, a date or an instant
          did('purchase').count() > 'x'           | 1:27: 'the measure' is a number, 'x' is a string
          did('purchase').within(ago('30d', '90d'))  | 1:24: the window can never hold; ago names the earlier end first: ago('90d', '30d')
          did('purchase').within(between(date('2026-02-01'), date('2026-01-01'))) | 1:24: the window can never hold; between names the earlier end first and the end itself is outside
          did('purchase').within(last('99999y'))  | 1:24: a duration is at most 10000 years: '99999y'
          did('purchase').followedBy(did('purchas'), '4h') | 1:32: unknown behaviour 'purchas'; did you mean 'purchase'?
          did('purchase').followedBy(did('purchase').where(categry == 'a'), '4h') | 1:50: unknown property 'categry'; did you mean 'category'?
          did('purchase').followedBy(did('purchase').within(ago('30d', '90d')), '4h') | 1:51: the window can never hold; ago names the earlier end first: ago('90d', '30d')
          did('purchase').followedBy(did('purchase'), '99999y') | 1:45: a duration is at most 10000 years: '99999y'
          did('purchase').followedBy(did('purchase'), '4h', [categry]) | 1:52: unknown property 'categry'; did you mean 'category'?
          did('purchase').followedBy(did('purchase'), '4h', [instant]) | 1:52: properties are compared here; how far apart events are is what the gap says
          did('purchase').per(categry).count() > 1 | 1:21: unknown property 'categry'; did you mean 'category'?
          did('purchase').per(category).sum(amunt) > 1 | 1:35: unknown property 'amunt'; did you mean 'amount'?
          did('purchase').per(instant).count() > 1 | 1:21: per is of a property; the event's own instant has days(), weeks() and months()
          did('purchase').per(category).count() > 'x' | 1:41: 'the measure' is a number, 'x' is a string
          did('purchase').per(category).first() > 5 | 1:41: 'the measure' is an instant, 5 is a number
          did('purchase').per(category).count() in last('1d') | 1:42: 'the measure' is a number, a window is for dates and instants
          top(0, age)                             | 1:1: a percentage of a ranking is above 0 and at most 100: top(5, age)
          bottom(100.5, age)                      | 1:1: a percentage of a ranking is above 0 and at most 100: top(5, age)
          top(5, country)                         | 1:8: 'country' is a keyword, not a number; customers are ranked by a number or a measure
          top(5, signed_up)                       | 1:8: 'signed_up' is an instant, not a number; customers are ranked by a number or a measure
          top(5, size(tags))                      | 1:8: customers are ranked by a number attribute or a measure: top(5, age)
          top(5, agee)                            | 1:8: unknown attribute 'agee'; did you mean 'age'?
          top(5, did('purchase').per(category).count()) | 1:24: a measure per value has several values for a customer; customers are ranked by one
          ratio(did('purchase').first(), did('purchase').count()) > 1 | 1:23: 'the measure' is an instant, not a number; ratio divides one number by another
          ratio(did('purchase').count(), did('purchase').per(category).count()) > 1 | 1:48: a measure per value has several values for a customer; ratio divides one number by another
          ratio(did('purchase').count(), did('purchase').sum(amount)) > 'x' | 1:63: 'the ratio' is a number, 'x' is a string
          did('purchase').count() > did('purchase').first() | 1:43: 'the measure' is a number, the other one is an instant
          did('purchase').per(category).count() > did('purchase').per(category).count() | 1:71: both measures have several values for a customer; at most one of the two is taken per value
          sample(20, 10, 's')                     | 1:1: percents of a sample are 0 <= from < to <= 100: sample(10, 20, 'spring')
          sample(0.00001, 's')                    | 1:1: percents of a sample have at most 4 decimals: sample(0.0001, 'spring')
          age > 1 && segment('VIP')               | 1:12: unknown segment 'VIP'
          !list('news')                           | 1:2: unknown list 'news'
          atLeast(3, [subscribed, has(age)])      | 1:1: the number lies between 0 and the 2 conditions: 3
""")
  void whatTheCatalogueContradictsIsTold(String expression, String message) {
    assertThat(checked(expression)).containsExactly(message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
"""
          segment()                               | 1:1: segment takes one name, a string: segment('VIP')
          segment(VIP)                            | 1:1: segment takes one name, a string: segment('VIP')
          segment('VIP', 2)                       | 1:1: segment takes one name, a string: segment('VIP')
          list(5)                                 | 1:1: list takes one name, a string: list('newsletter')
          list('a', 'b')                          | 1:1: list takes one name, a string: list('newsletter')
          did('a').where(segment('VIP'))          | 1:16: segment is asked of customers, not of events
          did('a').where(list('news'))            | 1:16: list is asked of customers, not of events
          segmnt('VIP')                           | 1:1: unknown function 'segmnt'; did you mean 'segment'?
          top(5)                                  | 1:1: top takes a percentage and a number or a measure: top(5, did('purchase').sum(amount))
          bottom(5, age, 1)                       | 1:1: bottom takes a percentage and a number or a measure: bottom(5, did('purchase').sum(amount))
          top('5', age)                           | 1:5: a percentage is a number: top(5, age)
          top(5, did('a'))                        | 1:8: what is compared needs a measure: did('purchase').count() >= 2
          did('a').where(top(5, age))             | 1:16: top is asked of customers, not of events
          did('a').per(x) > 5                     | 1:10: per needs a measure behind it: .per(invoice).sum(amount) >= 1000
          did('a').per(x)                         | 1:10: per stands once, right before the measure: .per(invoice).sum(amount)
          did('a').per(x).where(y == 1).count() > 5 | 1:10: per stands once, right before the measure: .per(invoice).sum(amount)
          did('a').per(x).per(y).count() > 5      | 1:10: per stands once, right before the measure: .per(invoice).sum(amount)
          did('a').per().count() > 5              | 1:10: per takes a property: .per(invoice).sum(amount) >= 1000
          did('a').per(x, y).count() > 5          | 1:10: per takes a property: .per(invoice).sum(amount) >= 1000
          did('a').per('x').count() > 5           | 1:14: the name of a property is needed here; one that is not a plain word is written event['Item Name']
          did('a').per(x).count()                 | 1:17: compare the measure with a number or an instant: .count(…) >= 2
          ratio(did('a').count()) > 1             | 1:1: ratio takes two measures: ratio(did('purchase').count(), did('viewed').count()) >= 0.5
          ratio(did('a').count(), 5) > 1          | 1:1: ratio takes two measures: ratio(did('purchase').count(), did('viewed').count()) >= 0.5
          ratio(age, did('a').count()) > 1        | 1:1: ratio takes two measures: ratio(did('purchase').count(), did('viewed').count()) >= 0.5
          ratio(did('a'), did('a').count()) > 1   | 1:7: what is compared needs a measure: did('purchase').count() >= 2
          ratio(did('a').count(), did('b').count()) | 1:1: compare the ratio with a number: ratio(a, b) >= 0.5
          did('a').count() > age                  | 1:20: a constant or a measure is needed here: a number, a time or did('viewed').count()
          age > did('a').count()                  | 1:16: a constant is needed here: a number, a string, true, false or a time
          did('a').count() > did('b')             | 1:20: what is compared needs a measure: did('purchase').count() >= 2
          birthday.anniversary(1) in next('7d')   | 1:10: anniversary takes no argument
          birthday.anniversary()                  | 1:10: an anniversary lies in a window: birthday.anniversary() in next('7d')
          near(home, 51.5, -0.1)                  | 1:1: near takes a location, a latitude, a longitude and a distance: near(home, 51.5074, -0.1278, '25km')
          near(home, 'x', -0.1, '25km')           | 1:12: near takes a location, a latitude, a longitude and a distance: near(home, 51.5074, -0.1278, '25km')
          near(home, 51.5, -0.1, 25)              | 1:24: a distance is one number and m, km or mi, in quotes: '25km'
          near(home, 51.5, -0.1, '25')            | 1:24: a distance is one number and m, km or mi, in quotes: '25km'
          near(home, 51.5, -0.1, '-25km')         | 1:24: a distance is one number and m, km or mi, in quotes: '25km'
          inside(home, 5)                         | 1:1: inside takes a location and the corners of a polygon: inside(home, [[51.2, -0.6], [51.8, -0.6], [51.5, 0.4]])
          inside(home, [[0, 0], [1], [1, 1]])     | 1:23: a corner is a latitude and a longitude: [51.2, -0.6]
          inside(home, [[0, 0], [1, x], [1, 1]])  | 1:27: inside takes a location and the corners of a polygon: inside(home, [[51.2, -0.6], [51.8, -0.6], [51.5, 0.4]])
          did('a').within(calendar('day', 0, 'local')) | 1:17: 'local' is not supported yet; leave it out for the workspace's time zone
          coutn(age)                              | 1:1: unknown function 'coutn'; did you mean 'count'?
          has()                                   | 1:1: has takes one name: has(country)
          did()                                   | 1:1: did takes the name of a behaviour: did('purchase')
          did('a').sum() > 5                      | 1:10: sum takes a property: .sum(amount)
          did('a').nth(0) in last('1d')           | 1:10: nth takes a whole number from 1: .nth(2)
          did('a').count()                        | 1:10: compare the measure with a number or an instant: .count(…) >= 2
          did('a') > 2                            | 1:1: what is compared needs a measure: did('purchase').count() >= 2
          did('a').within(last('14 days'))        | 1:22: a duration is one whole number above 0 and one unit of ms, s, m, h, d, w, mo, y: '14d'
          did('a').within(last('0d'))             | 1:22: a duration is one whole number above 0 and one unit of ms, s, m, h, d, w, mo, y: '14d'
          a >= date('2026-02-30')                 | 1:6: date needs a day of the calendar: date('2026-01-31')
          a >= timestamp('2026-02-01')            | 1:6: timestamp needs an instant with its offset: timestamp('2026-01-31T09:30:00Z')
          did('a').within(calendar('decade'))     | 1:26: a period is one of 'day', 'week', 'month', 'quarter', 'year'
          a > 0.1234567890123456                  | 1:5: a decimal of more than 15 significant digits; write fewer
          a == null                               | 1:6: null is not part of the language; write !has(name) for customers without a value
          a == 5u                                 | 1:6: unsigned literals are not part of the language; leave out the u
          a ? b : c                               | 1:3: the operator ?: is not part of the language here
          a + b                                   | 1:3: the operator + is not part of the language here
          true                                    | 1:1: a condition is needed here, not a constant; everyone() and nobody() are all and none
          did('a').where(did('b'))                | 1:16: did stands outside where: a condition inside is about one event alone
          did('a').count().where(b == 1)          | 1:10: a measure comes last, behind every step
          did('a').followedBy(did('b'))           | 1:10: followedBy takes a selection, a gap and perhaps properties: .followedBy(did('purchase'), '4h') or .followedBy(did('purchase'), '4h', [sku])
          did('a').precededBy()                   | 1:10: precededBy takes a selection, a gap and perhaps properties: .precededBy(did('purchase'), '4h') or .precededBy(did('purchase'), '4h', [sku])
          did('a').notFollowedBy(did('b'), '4h', [c], 1) | 1:10: notFollowedBy takes a selection, a gap and perhaps properties: .notFollowedBy(did('purchase'), '4h') or .notFollowedBy(did('purchase'), '4h', [sku])
          did('a').followedBy('b', '4h')          | 1:21: followedBy takes a selection first: .followedBy(did('purchase'), '4h')
          did('a').followedBy(has(b), '4h')       | 1:21: followedBy takes a selection first: .followedBy(did('purchase'), '4h')
          did('a').followedBy(did('b').count(), '4h') | 1:30: followedBy takes a selection without a measure: did('purchase')
          did('a').followedBy(did('b').nothing(), '4h') | 1:30: unknown function 'nothing'
          did('a').followedBy(did('b'), 4)        | 1:31: a duration is one whole number above 0 and one unit of ms, s, m, h, d, w, mo, y: '14d'; a gap of any length is 'all'
          did('a').notPrecededBy(did('b'), 'ever') | 1:34: a duration is one whole number above 0 and one unit of ms, s, m, h, d, w, mo, y: '14d'; a gap of any length is 'all'
          did('a').followedBy(did('b'), last('4h')) | 1:31: a duration is one whole number above 0 and one unit of ms, s, m, h, d, w, mo, y: '14d'; a gap of any length is 'all'
          did('a').followedBy(did('b'), '0d')     | 1:31: a duration is one whole number above 0 and one unit of ms, s, m, h, d, w, mo, y: '14d'; a gap of any length is 'all'
          did('a').followedBy(did('b'), '4h', sku) | 1:37: properties that are equal on both events are listed, one or more: .followedBy(did('purchase'), '4h', [sku])
          did('a').followedBy(did('b'), '4h', []) | 1:37: properties that are equal on both events are listed, one or more: .followedBy(did('purchase'), '4h', [sku])
          did('a').followedBy(did('b'), '4h', ['sku']) | 1:38: the name of a property is needed here; one that is not a plain word is written event['Item Name']
          did('a').followdBy(did('b'), '4h')      | 1:10: unknown function 'followdBy'; did you mean 'followedBy'?
          did('a').where(did('b').followedBy(did('c'), '4h')) | 1:16: did stands outside where: a condition inside is about one event alone
          did('a').count().followedBy(did('b'), '4h') > 1 | 1:10: a measure comes last, behind every step
""")
  void whatIsNoExpressionIsTold(String expression, String message) {
    assertThat(faults(expression)).contains(message);
  }

  @Test
  void allFaultsAreInOneAnswerInTheOrderInWhichTheyStand() {
    assertThat(checked("contry == 'GB'\n  && agee > 5\n  && did('purchas')"))
        .containsExactly(
            "1:1: unknown attribute 'contry'; did you mean 'country'?",
            "2:6: unknown attribute 'agee'; did you mean 'age'?",
            "3:10: unknown behaviour 'purchas'; did you mean 'purchase'?");
    assertThat(faults("has() && nobodyy() && did()")).hasSize(3);
  }

  @Test
  void anExpressionOfDepthTenThousandIsRefusedByItsLimit() {
    String deep = "(".repeat(10_000) + "subscribed" + ")".repeat(10_000);
    assertThat(faults(deep))
        .singleElement()
        .asString()
        .endsWith("nested too deeply; the limit is 32 levels");
    String nots = "!(".repeat(40) + "subscribed" + ")".repeat(40);
    assertThat(checked(nots))
        .singleElement()
        .asString()
        .endsWith("nested too deeply; the limit is 32 levels");
  }

  @Test
  void aSelectionInsideASelectionIsALevel() {
    assertThat(checked(chainOfSequences(31))).isEmpty();
    assertThat(checked(chainOfSequences(32)))
        .singleElement()
        .asString()
        .endsWith("nested too deeply; the limit is 32 levels");
  }

  @Test
  void stepsOfASelectionInsideASelectionAreNodes() {
    String steps = ".where(" + "amount > 1 && ".repeat(600) + "amount > 2)";
    String step = ".followedBy(did('purchase')" + steps + ", '1d')";
    assertThat(checked("did('purchase')" + step)).isEmpty();
    assertThat(checked("did('purchase')" + step + step))
        .singleElement()
        .asString()
        .endsWith("too large; the limit is 1024 nodes");
  }

  private static String chainOfSequences(int deep) {
    return "did('purchase')" + ".followedBy(did('purchase')".repeat(deep) + ", '1d')".repeat(deep);
  }

  @Test
  void aLongChainIsOneLevelAndAsManyNodes() {
    String chain =
        IntStream.range(0, 1_000).mapToObj(i -> "age > " + i).collect(Collectors.joining(" && "));
    assertThat(checked(chain)).isEmpty();
    assertThat(checked(chain + " && " + chain))
        .singleElement()
        .asString()
        .endsWith("too large; the limit is 1024 nodes");
  }

  @Test
  void tenThousandListedValuesAreTheMost() {
    String values =
        IntStream.range(0, 10_000).mapToObj(i -> "'" + i + "'").collect(Collectors.joining(", "));
    assertThat(checked("country in [" + values + "]")).isEmpty();
    assertThat(checked("country in [" + values + ", 'x']"))
        .singleElement()
        .asString()
        .endsWith("too many listed values; the limit is 10000");
  }

  @Test
  void aSyntaxErrorHasItsPlace() {
    assertThat(faults("country ==")).isNotEmpty().allMatch(fault -> fault.startsWith("1:11: "));
    assertThat(faults(""))
        .containsExactly("1:1: an empty expression; write everyone() for all customers");
  }

  @Test
  void aConstantMayStandOnTheLeft() {
    assertThat(Expressions.print(Expressions.parse("18 <= age", Limits.DEFAULT).predicate()))
        .isEqualTo("age >= 18");
  }

  /// All that is told of an expression over the catalogue of this test.
  static List<String> told(String expression) {
    try {
      return checked(expression);
    } catch (EngineException e) {
      return e.faults().stream().map(Fault::toString).toList();
    }
  }

  private static List<String> faults(String expression) {
    EngineException[] thrown = new EngineException[1];
    assertThatThrownBy(() -> Expressions.parse(expression, Limits.DEFAULT))
        .isInstanceOfSatisfying(EngineException.class, e -> thrown[0] = e);
    assertThat(thrown[0].code()).isEqualTo(EngineException.Code.INVALID_EXPRESSION);
    return thrown[0].faults().stream().map(Fault::toString).toList();
  }

  private static List<String> checked(String expression) {
    Located located = Expressions.parse(expression, Limits.DEFAULT);
    return Checker.check(located, catalog(), Limits.DEFAULT).stream().map(Fault::toString).toList();
  }

  private static Catalog catalog() {
    var attributes = new TreeMap<String, ValueType>();
    attributes.put("country", ValueType.KEYWORD);
    attributes.put("age", ValueType.NUMBER);
    attributes.put("email", ValueType.TEXT);
    attributes.put("tags", ValueType.SET);
    attributes.put("subscribed", ValueType.BOOLEAN);
    attributes.put("signed_up", ValueType.INSTANT);
    attributes.put("birthday", ValueType.DATE);
    attributes.put("home", ValueType.LOCATION);
    var properties = new TreeMap<String, ValueType>();
    properties.put("category", ValueType.KEYWORD);
    properties.put("amount", ValueType.NUMBER);
    var behaviours = new TreeMap<String, SortedSet<String>>();
    behaviours.put("purchase", new TreeSet<>(List.of("category", "amount")));
    return new Catalog(WorkspaceSettings.DEFAULT, attributes, properties, behaviours);
  }
}
