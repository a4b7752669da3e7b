package io.lamella.server.service;

import static io.lamella.server.WriteParts.MARCH;
import static io.lamella.server.WriteParts.event;
import static io.lamella.server.WriteParts.text;
import static io.lamella.server.WriteParts.upsert;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.EngineHealth.State;
import io.lamella.engine.api.Write;
import io.lamella.engine.api.WriteValue;
import io.lamella.server.FakeDoors;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.v1.CheckpointRequest;
import io.lamella.v1.CustomerEvent;
import io.lamella.v1.CustomerUpsert;
import io.lamella.v1.EngineState;
import io.lamella.v1.EraseCustomersRequest;
import io.lamella.v1.GetHealthRequest;
import io.lamella.v1.GetHealthResponse;
import io.lamella.v1.Point;
import io.lamella.v1.PutRetentionRequest;
import io.lamella.v1.RecordEventsRequest;
import io.lamella.v1.StringList;
import io.lamella.v1.UpsertCustomersRequest;
import io.lamella.v1.UpsertCustomersResponse;
import io.lamella.v1.Value;
import io.lamella.v1.WriteOutcome;
import io.lamella.v1.WriteStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Goal: what can be read reaches the engine as it was meant, what cannot is refused by itself with
/// its field, and outcomes stand in the order of the request.
class UnaryWritesTest {

  private final FakeDoors doors = new FakeDoors();
  private final TestServer server = TestServer.start(doors);

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void everyKindOfValueReachesTheEngine() {
    CustomerUpsert ada =
        CustomerUpsert.newBuilder()
            .setCustomerId("ada")
            .putSet("country", text("GB"))
            .putSet("score", Value.newBuilder().setDecimal("-12.50").build())
            .putSet("age", Value.newBuilder().setInteger(36).build())
            .putSet("vip", Value.newBuilder().setBoolean(true).build())
            .putSet("born", Value.newBuilder().setDate("1815-12-10").build())
            .putSet("seen", Value.newBuilder().setInstant(MARCH).build())
            .putSet("tags", set("a", "b"))
            .addUnset("city")
            .putAdd("likes", StringList.newBuilder().addValues("tea").build())
            .putRemove("lists", StringList.newBuilder().addValues("old").build())
            .build();

    UpsertCustomersResponse response = upserts(ada);

    assertThat(response.getSnapshot()).isEqualTo(1);
    assertThat(response.getOutcomes(0).getStatus()).isEqualTo(WriteStatus.WRITE_STATUS_STORED);
    assertThat(doors.writes())
        .containsExactly(
            new Write.Upsert(
                "ada",
                Map.of(
                    "country",
                    new WriteValue.OfText("GB"),
                    "score",
                    new WriteValue.OfNumber(new BigDecimal("-12.50")),
                    "age",
                    new WriteValue.OfNumber(BigDecimal.valueOf(36)),
                    "vip",
                    new WriteValue.OfBoolean(true),
                    "born",
                    new WriteValue.OfDate(LocalDate.of(1815, 12, 10)),
                    "seen",
                    new WriteValue.OfInstant(Instant.parse("2026-03-01T00:00:00Z")),
                    "tags",
                    new WriteValue.OfSet(List.of("a", "b"))),
                List.of("city"),
                Map.of("likes", List.of("tea")),
                Map.of("lists", List.of("old"))));
  }

  @Test
  void badCustomersAreRefusedByThemselves() {
    UpsertCustomersResponse response =
        upserts(
            upsert("first"),
            upsert(""),
            upsert("x".repeat(1_024)),
            upsert("x".repeat(1_025)),
            upsert("ü".repeat(513)),
            CustomerUpsert.newBuilder()
                .setCustomerId("a")
                .putSet("age", Value.newBuilder().setDecimal("1e5").build())
                .build(),
            CustomerUpsert.newBuilder()
                .setCustomerId("a")
                .putSet("age", Value.getDefaultInstance())
                .build(),
            CustomerUpsert.newBuilder()
                .setCustomerId("a")
                .putSet("born", Value.newBuilder().setDate("2026-02-30").build())
                .build(),
            CustomerUpsert.newBuilder()
                .setCustomerId("a")
                .putSet("seen", Value.newBuilder().setInstant(nonsense()).build())
                .build(),
            CustomerUpsert.newBuilder()
                .setCustomerId("a")
                .putSet(
                    "home",
                    Value.newBuilder().setLocation(Point.newBuilder().setLatitude("51.5")).build())
                .build(),
            CustomerUpsert.newBuilder()
                .setCustomerId("a")
                .putSet("tags", set("a"))
                .putAdd("tags", StringList.getDefaultInstance())
                .build(),
            CustomerUpsert.newBuilder().setCustomerId("a").putSet("born", text("soon")).build(),
            upsert("last"));

    assertThat(response.getOutcomesList().stream().map(UnaryWritesTest::told))
        .containsExactly(
            "STORED",
            "customer_id: a customer id is missing",
            "STORED",
            "customer_id: a customer id has at most 1024 bytes of UTF-8: bytes=1025",
            "customer_id: a customer id has at most 1024 bytes of UTF-8: bytes=1026",
            "set.age: not a decimal like -12.50",
            "set.age: a value is missing; to take one away, name it in unset",
            "set.born: not a date like 2026-01-31",
            "set.seen: not an instant of the years 1 to 9999, nanos from 0 to 999,999,999",
            "set.home.longitude: not a decimal like -12.50",
            "add.tags: an attribute stands once in set, unset, add and remove together",
            "set.born: a date like 2026-01-31 is needed",
            "STORED");
    assertThat(doors.writes()).extracting(Write::customerId).startsWith("first").endsWith("last");
  }

  @Test
  void badEventsAreRefusedByThemselvesAndKnownOnesAreDuplicates() {
    var response =
        server
            .ingest()
            .recordEvents(
                RecordEventsRequest.newBuilder()
                    .addEvents(event("ada", "e1"))
                    .addEvents(event("ada", "e1"))
                    .addEvents(event("ada", "").toBuilder().clearBehaviour())
                    .addEvents(event("ada", "").toBuilder().clearInstant())
                    .addEvents(event("ada", "").toBuilder().setInstant(nonsense()))
                    .addEvents(event("", ""))
                    .addEvents(
                        event("ada", "").toBuilder()
                            .putProperties("sku", Value.getDefaultInstance()))
                    .addEvents(event("ada", ""))
                    .build());

    assertThat(response.getOutcomesList().stream().map(UnaryWritesTest::told))
        .containsExactly(
            "STORED",
            "DUPLICATE",
            "behaviour: a behaviour is missing",
            "instant: an instant is missing",
            "instant: not an instant of the years 1 to 9999, nanos from 0 to 999,999,999",
            "customer_id: a customer id is missing",
            "properties.sku: a value is missing; to take one away, name it in unset",
            "STORED");
    assertThat(doors.writes().getFirst())
        .isEqualTo(
            new Write.Event(
                "ada",
                "purchase",
                Instant.parse("2026-03-01T00:00:00Z"),
                "e1",
                Map.of("amount", new WriteValue.OfNumber(new BigDecimal("12.50")))));
  }

  @Test
  void erasuresReachTheEngine() {
    var response =
        server
            .ingest()
            .eraseCustomers(
                EraseCustomersRequest.newBuilder()
                    .addAllCustomerIds(List.of("ada", "", "ben"))
                    .build());

    assertThat(response.getOutcomesList().stream().map(UnaryWritesTest::told))
        .containsExactly("STORED", "customer_id: a customer id is missing", "STORED");
    assertThat(doors.writes()).containsExactly(new Write.Erase("ada"), new Write.Erase("ben"));
  }

  @Test
  void whatIsRefusedWholeIsNotAskedOfTheEngine() {
    UpsertCustomersResponse response = upserts(upsert(""));

    assertThat(response.getSnapshot()).isZero();
    assertThat(doors.batches()).isEmpty();
  }

  @Test
  void tenThousandWritesAreTakenAndOneMoreIsRefused() {
    CustomerEvent event = event("ada", "").toBuilder().clearProperties().build();
    RecordEventsRequest.Builder most =
        RecordEventsRequest.newBuilder().addAllEvents(Collections.nCopies(10_000, event));
    assertThat(server.ingest().recordEvents(most.build()).getOutcomesCount()).isEqualTo(10_000);

    Refused refused = Refused.by(() -> server.ingest().recordEvents(most.addEvents(event).build()));
    assertThat(refused.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.violations())
        .containsExactly("events: a request has 1 to 10000 writes: writes=10001");
    assertThat(Refused.by(() -> upserts()).code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
  }

  @Test
  void tenThousandRefusalsOfLongNamesFitAMessage() {
    CustomerUpsert bad =
        CustomerUpsert.newBuilder()
            .setCustomerId("a")
            .putSet("n".repeat(390), Value.getDefaultInstance())
            .build();
    UpsertCustomersRequest request =
        UpsertCustomersRequest.newBuilder()
            .addAllCustomers(Collections.nCopies(10_000, bad))
            .build();

    // The client takes 4 MiB, as clients do.
    assertThat(server.ingest().upsertCustomers(request).getOutcomes(9_999).getField())
        .startsWith("set.nnn")
        .endsWith("...");
  }

  @Test
  void anEngineThatIsFullIsToldAtOnce() {
    doors.overload(1);

    Refused refused = Refused.by(() -> upserts(upsert("ada")));

    assertThat(refused.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(refused.reason()).isEqualTo("OVERLOADED");
  }

  @Test
  void whatFailsLaterHasItsCode() {
    doors.fail(new EngineException(EngineException.Code.READ_ONLY, "the disk is full"));

    Refused refused = Refused.by(() -> upserts(upsert("ada")));

    assertThat(refused.code()).isEqualTo(Status.Code.UNAVAILABLE);
    assertThat(refused.description()).isEqualTo("the disk is full");
  }

  @Test
  void upkeepReachesTheEngine() {
    var checkpoint =
        server.admin().checkpoint(CheckpointRequest.newBuilder().setPurge(true).build());
    var _ =
        server
            .admin()
            .putRetention(
                PutRetentionRequest.newBuilder().setBehaviour("viewed").setDays(30).build());
    var _ = server.admin().putRetention(PutRetentionRequest.newBuilder().setBehaviour("v").build());

    assertThat(checkpoint.getNumber()).isEqualTo(7);
    assertThat(checkpoint.getWrittenParts()).isEqualTo(3);
    assertThat(checkpoint.getWrittenBytes()).isEqualTo(2 << 20);
    assertThat(checkpoint.getSharedParts()).isEqualTo(40);
    assertThat(checkpoint.getPurged()).isTrue();
    assertThat(doors.upkeepDone())
        .containsExactly(
            "checkpoint purge=true",
            "retention default viewed OptionalInt[30]",
            "retention default v OptionalInt.empty");
    assertThat(
            Refused.by(() ->
                    server
                        .admin()
                        .putRetention(
                            PutRetentionRequest.newBuilder().setBehaviour("v").setDays(-1).build()))
                .violations())
        .containsExactly("days: days are 1 or more, or 0 to keep all: days=-1");
  }

  @Test
  void healthTellsAllOfIt() {
    doors.tell(State.REFUSING_WRITES, "the disk is full");

    GetHealthResponse health = server.admin().getHealth(GetHealthRequest.getDefaultInstance());

    assertThat(health.getState()).isEqualTo(EngineState.ENGINE_STATE_REFUSING_WRITES);
    assertThat(health.getReason()).isEqualTo("the disk is full");
    assertThat(health.getJournalBytes()).isEqualTo(4_096);
    assertThat(health.getWaitingBatches()).isEqualTo(3);
    assertThat(health.getKnownEventIds()).isEqualTo(12);
    assertThat(health.hasCheckpointAt()).isTrue();
    assertThat(health.hasKnownSince()).isTrue();
  }

  private UpsertCustomersResponse upserts(CustomerUpsert... customers) {
    return server
        .ingest()
        .upsertCustomers(
            UpsertCustomersRequest.newBuilder().addAllCustomers(List.of(customers)).build());
  }

  private static Value set(String... members) {
    return Value.newBuilder()
        .setSet(StringList.newBuilder().addAllValues(List.of(members)))
        .build();
  }

  private static Timestamp nonsense() {
    return Timestamp.newBuilder().setNanos(-1).build();
  }

  private static String told(WriteOutcome outcome) {
    return outcome.getStatus() == WriteStatus.WRITE_STATUS_REFUSED
        ? outcome.getField() + ": " + outcome.getMessage()
        : outcome.getStatus().name().replace("WRITE_STATUS_", "");
  }
}
