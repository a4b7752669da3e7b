package io.lamella.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lamella.engine.api.CatalogView.AttributeView;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.api.PreparedQuestion;
import io.lamella.engine.api.Question;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteResult;
import io.lamella.engine.api.WriteValue;
import io.lamella.engine.catalog.ValueType;
import io.lamella.engine.query.Limits;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Goal: a location that is written is found where it lies, whoever has none is in no answer about
/// places, and what is no location is refused. Method: a few customers, written live.
class LocationsTest {
  private static final String WORKSPACE = Question.DEFAULT_WORKSPACE;

  private Engine engine = Engine.open(new EngineConfig(1L << 28, 1, Limits.DEFAULT));

  @BeforeEach
  void write() {
    write(
        home("london", "51.5074", "-0.1278"),
        home("paris", "48.8566", "2.3522"),
        home("suva", "-18.1416", "178.4419"),
        home("apia", "-13.8333", "-171.7667"),
        Write.Upsert.of("nowhere", Map.of("plan", new WriteValue.OfText("free"))));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private List<WriteResult.Outcome> write(Write... writes) {
    return engine.write(WORKSPACE, List.of(writes)).join().outcomes();
  }

  private static Write home(String id, String latitude, String longitude) {
    return Write.Upsert.of(id, Map.of("home", location(latitude, longitude)));
  }

  private static WriteValue location(String latitude, String longitude) {
    return new WriteValue.OfLocation(new BigDecimal(latitude), new BigDecimal(longitude));
  }

  @Test
  void whoHasNoLocationIsNeitherNearNorFar() {
    assertThat(engine.count("near(home, 51.5, 0, '25km')")).isEqualTo(1);
    assertThat(engine.count("has(home) && !near(home, 51.5, 0, '25km')")).isEqualTo(3);
    assertThat(engine.count("!near(home, 51.5, 0, '25km')")).isEqualTo(4);
    assertThat(engine.count("near(home, 0, 0, '30000km')")).isEqualTo(4);
  }

  @Test
  void theAntimeridianIsNoBorder() {
    assertThat(engine.count("near(home, -17, -179, '800km')")).isEqualTo(1);
    assertThat(engine.count("near(home, -17, -179, '600mi')")).isEqualTo(2);
    assertThat(engine.count("inside(home, [[-20, 177], [-20, -170], [-12, -170], [-12, 177]])"))
        .isEqualTo(2);
  }

  @Test
  void aLocationChangesAndGoes() {
    write(
        home("london", "48.85", "2.35"),
        new Write.Upsert("paris", Map.of(), List.of("home"), Map.of(), Map.of()),
        Write.Upsert.of("nowhere", Map.of("home", new WriteValue.OfText("48.86 2.36"))));
    assertThat(engine.count("near(home, 48.8566, 2.3522, '5km')")).isEqualTo(2);
    assertThat(engine.count("!has(home)")).isEqualTo(1);
  }

  @Test
  void eventsHaveLocations() {
    write(
        visit("london", "48.85", "2.35"), visit("suva", "48.85", "2.35"), visit("suva", "0", "0"));
    assertThat(engine.count("did('visit').where(near(shop, 48.8566, 2.3522, '5km'))")).isEqualTo(2);
    assertThat(engine.count("did('visit').distinct(shop) == 2")).isEqualTo(1);
    assertThat(engine.count("did('visit').where(!near(shop, 48.8566, 2.3522, '5km'))"))
        .isEqualTo(1);
  }

  private static Write visit(String id, String latitude, String longitude) {
    return new Write.Event(
        id,
        "visit",
        Instant.parse("2026-01-01T00:00:00Z"),
        "",
        Map.of("shop", location(latitude, longitude)));
  }

  @Test
  void whatIsNoLocationIsRefused() {
    String message =
        "not a latitude from -90 to 90 and a longitude from -180 to 180, like 51.5074,-0.1278";
    assertThat(
            write(
                home("a", "90.1", "0"),
                home("a", "0", "-180.0000001"),
                Write.Upsert.of("a", Map.of("home", new WriteValue.OfText("London"))),
                Write.Upsert.of("a", Map.of("home", new WriteValue.OfNumber(BigDecimal.ONE)))))
        .containsOnly(new WriteResult.Refused(new Fault("set.home", message)));
    assertThat(write(Write.Upsert.of("a", Map.of("plan", location("0", "0")))))
        .containsExactly(new WriteResult.Refused(new Fault("set.plan", "not a string")));
  }

  @Test
  void theCatalogueAndThePlanTellOfIt() {
    assertThat(engine.describe(WORKSPACE).attributes())
        .contains(new AttributeView("home", ValueType.LOCATION, 4, 0));
    try (PreparedQuestion prepared =
        engine.prepare(Question.of("near(home, 51.50, 0, '25.0km')"))) {
      var root = prepared.explain(Deadline.none()).root();
      assertThat(root.operation()).isEqualTo("near(home, 51.50, 0, '25.0km')");
      assertThat(root.detail()).contains("changed values one by one");
      assertThat(root.unknown()).hasValue(1);
      assertThat(root.actual()).isEqualTo(1);
      assertThatThrownBy(() -> prepared.breakdown("home", 10, Deadline.none()))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("a location has no breakdown");
    }
  }
}
