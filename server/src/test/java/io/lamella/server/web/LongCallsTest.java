package io.lamella.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.lamella.server.ImportCall;
import io.lamella.server.ImportParts;
import io.lamella.server.ServerConfig;
import io.lamella.server.TestServer;
import io.lamella.v1.TableKind;
import io.lamella.v1.ValueType;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Goal: a long question ends when nobody waits for it any more, and frees its worker. Method: a
/// server with one worker, and a question that takes it far longer than the test may last.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LongCallsTest {

  private static final int CUSTOMERS = 16_000;
  private static final String HEAVY = "SegmentService/CountMany";

  private final TestServer server =
      TestServer.start(new ServerConfig(0, TestServer.ENGINE, 1, 4, 2).withConsole(0));
  private final Browser browser = new Browser(server.server().httpPort().orElseThrow());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @BeforeAll
  void load() {
    ImportCall call = server.openImport();
    call.send(ImportParts.start())
        .send(
            ImportParts.table(
                TableKind.TABLE_KIND_EVENTS,
                "events.csv",
                ImportParts.reserved("customer_id"),
                ImportParts.reserved("event"),
                ImportParts.reserved("timestamp"),
                ImportParts.column("amount", ValueType.VALUE_TYPE_NUMBER)));
    for (int day = 1; day <= 9; day++) {
      List<String> cells = new ArrayList<>();
      for (int i = 0; i < CUSTOMERS; i++) {
        cells.addAll(
            List.of(
                "buyer" + i,
                "purchase",
                "2026-03-0" + day + "T10:00:00Z",
                Integer.toString(day + i % 7)));
      }
      call.send(ImportParts.lines(0, 4, cells));
    }
    assertThat(call.send(ImportParts.commit()).finish().getRefused()).isZero();
  }

  @AfterAll
  void close() {
    threads.shutdownNow();
    browser.close();
    server.close();
  }

  @Test
  void aDeadlineThatPassesMeanwhileEndsTheQuestion() {
    HttpResponse<String> refused = browser.call(HEAVY, heavy(), "Connect-Timeout-Ms", "50");

    assertThat(refused.statusCode()).isEqualTo(504);
    assertThat(JsonCallsTest.code(refused)).isEqualTo("deadline_exceeded");
    assertThatTheWorkerIsFree();
  }

  @Test
  void aLaterCallEndsTheOneBefore() throws Exception {
    Future<HttpResponse<String>> first = threads.submit(() -> heavy("typing/1"));
    while (isWorkerFree(100)) {
      Thread.onSpinWait();
    }

    HttpResponse<String> second =
        browser.call(
            "SegmentService/Count",
            "{\"expression\": \"everyone()\"}",
            LatestCalls.HEADER,
            "typing/2");

    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(first.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(499);
    assertThat(JsonCallsTest.code(first.get())).isEqualTo("canceled");
    assertThat(JsonCallsTest.message(first.get())).contains("a later call", "line=typing");
    assertThatTheWorkerIsFree();
  }

  @Test
  void aCallThatWasOvertakenOnTheWayEndsAtOnceAndTheLaterGoesOn() throws Exception {
    Future<HttpResponse<String>> later = threads.submit(() -> heavy("overtaken/2"));
    while (isWorkerFree(100)) {
      Thread.onSpinWait();
    }

    HttpResponse<String> earlier = heavy("overtaken/1");
    HttpResponse<String> another =
        browser.call(
            "SegmentService/Count", "{\"expression\": \"everyone()\"}", LatestCalls.HEADER, "x/9");

    assertThat(earlier.statusCode()).isEqualTo(499);
    assertThat(another.statusCode()).isEqualTo(200);
    assertThat(later.isDone()).isFalse();
    assertThat(heavy("overtaken/3", "1").statusCode()).isEqualTo(504);
    assertThat(later.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(499);
    assertThatTheWorkerIsFree();
  }

  @Test
  void aPlaceThatIsNoneIsRefused() {
    HttpResponse<String> refused = browser.call(HEAVY, "{}", LatestCalls.HEADER, "typing");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(JsonCallsTest.message(refused)).contains(LatestCalls.HEADER + "=typing");
  }

  private HttpResponse<String> heavy(String place) {
    return heavy(place, "30000");
  }

  private HttpResponse<String> heavy(String place, String millis) {
    return browser.call(HEAVY, heavy(), LatestCalls.HEADER, place, "Connect-Timeout-Ms", millis);
  }

  /// 150 different measures over all events.
  private static String heavy() {
    JsonArray expressions = new JsonArray();
    for (int i = 0; i < 150; i++) {
      JsonObject expression = new JsonObject();
      expression.addProperty(
          "expression", "did('purchase').where(amount > " + i / 15 + ").sum(amount) > " + i % 15);
      expressions.add(expression);
    }
    JsonObject request = new JsonObject();
    request.add("expressions", expressions);
    return request.toString();
  }

  /// Within ten seconds, far less than the heavy question takes.
  private void assertThatTheWorkerIsFree() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    // Cancelled questions leave the queue when their turn comes; until then it may be full.
    while (!isWorkerFree(1_000)) {
      assertThat(System.nanoTime()).isLessThan(end);
    }
  }

  /// Whether the pool, where the catalogue is always asked, answers within this time.
  private boolean isWorkerFree(int millis) {
    return browser
            .call("CatalogService/GetCatalog", "{}", "Connect-Timeout-Ms", Integer.toString(millis))
            .statusCode()
        == 200;
  }
}
