package io.lamella.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.BadRequest;
import io.lamella.server.TestServer;
import io.lamella.v1.CountRequest;
import io.lamella.v1.CountResponse;
import io.lamella.v1.GetCatalogRequest;
import io.lamella.v1.GetCatalogResponse;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: a call in JSON is a call over gRPC in other clothes: the same answers, the same refusals.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JsonCallsTest {

  private static final String COUNT = "SegmentService/Count";
  private static final String AS_OF = "2026-04-01T00:00:00Z";

  private final TestServer server = TestServer.startWithConsole();
  private final Browser browser = new Browser(server.server().httpPort().orElseThrow());

  @BeforeAll
  void load() {
    server.loadShop();
  }

  @AfterAll
  void close() {
    browser.close();
    server.close();
  }

  @Test
  void aCountIsTheSameAsOverGrpc() throws Exception {
    String expression = "country == 'GB' && age >= 18";
    HttpResponse<String> answer =
        browser.call(
            COUNT, "{\"expression\": \"" + expression + "\", \"asOf\": \"" + AS_OF + "\"}");

    CountRequest.Builder request = CountRequest.newBuilder();
    JsonFormat.parser().merge("{\"as_of\": \"" + AS_OF + "\"}", request);
    CountResponse overGrpc = server.segments().count(request.setExpression(expression).build());
    CountResponse.Builder overHttp = CountResponse.newBuilder();
    JsonFormat.parser().merge(answer.body(), overHttp);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(overGrpc.getCount()).isEqualTo(3);
    assertThat(overHttp.build()).isEqualTo(overGrpc);
  }

  @Test
  void nobodyIsAnAnswer() {
    HttpResponse<String> answer = browser.call(COUNT, "{\"expression\": \"nobody()\"}");

    assertThat(json(answer).get("count").getAsString()).isEqualTo("0");
  }

  @Test
  void anOverlapHasItsRegionsInBothForms() {
    HttpResponse<String> answer =
        browser.call(
            "SegmentService/Overlap",
            "{\"expressions\": [{\"name\": \"a\", \"expression\": \"everyone()\"}],"
                + " \"regions\": true}");

    assertThat(json(answer).getAsJsonArray("regions"))
        .isEqualTo(
            JsonParser.parseString(
                "[{\"segments\": [0], \"count\": \"12\", \"expression\": \"everyone()\","
                    + " \"predicate\": {\"everyone\": {}}}]"));
  }

  @Test
  void aCustomerIsExplainedAndOneThatIsNotThereIsNotFound() {
    String segment = "\"segment\": {\"expression\": \"country == 'GB'\"}}";
    HttpResponse<String> ada =
        browser.call("InsightService/ExplainCustomer", "{\"customerId\": \"ada\", " + segment);
    HttpResponse<String> zed =
        browser.call("InsightService/ExplainCustomer", "{\"customerId\": \"zed\", " + segment);

    assertThat(json(ada).getAsJsonObject("root").get("verdict").getAsString())
        .isEqualTo("CUSTOMER_VERDICT_HOLDS");
    assertThat(zed.statusCode()).isEqualTo(404);
    assertThat(zed.body()).doesNotContain("zed");
  }

  @Test
  void definitionsAreKeptAndRefusedInJson() {
    HttpResponse<String> kept =
        browser.call(
            "DefinitionService/CreateSegment",
            "{\"name\": \"GB\", \"expression\": \"country == 'GB'\", \"tags\": [\"geo\"]}");
    HttpResponse<String> count = browser.call(COUNT, "{\"expression\": \"segment('GB')\"}");
    HttpResponse<String> taken =
        browser.call(
            "DefinitionService/CreateSegment",
            "{\"name\": \"GB\", \"expression\": \"country == 'GB'\"}");

    assertThat(json(kept).getAsJsonObject("segment").getAsJsonObject("current").get("number"))
        .isEqualTo(JsonParser.parseString("1"));
    assertThat(json(count).get("count").getAsString()).isEqualTo("4");
    assertThat(taken.statusCode()).isEqualTo(409);
    assertThat(json(taken).get("code").getAsString()).isEqualTo("already_exists");
  }

  @Test
  void everyUnaryMethodOfEveryServiceIsThere() throws Exception {
    GetCatalogResponse.Builder catalog = GetCatalogResponse.newBuilder();
    JsonFormat.parser().merge(browser.call("CatalogService/GetCatalog", "{}").body(), catalog);
    HttpResponse<String> workspace =
        browser.call(
            "AdminService/PutWorkspace",
            "{\"workspace\": \"uk\", \"settings\": {\"timeZone\": \"Europe/London\"}}");

    GetCatalogResponse overGrpc =
        server.catalogs().getCatalog(GetCatalogRequest.getDefaultInstance());
    // Memory is the whole engine's, which has one workspace more by now.
    assertThat(catalog.clearMemory().build()).isEqualTo(overGrpc.toBuilder().clearMemory().build());
    assertThat(workspace.body()).contains("\"timeZone\":\"Europe/London\"");
  }

  @Test
  void aBadExpressionTellsFieldAndPosition() throws Exception {
    HttpResponse<String> refused =
        browser.call(COUNT, "{\"expression\": \"country == 'GB' && agee > 5\"}");

    JsonObject error = json(refused);
    JsonObject detail = detail(error, "google.rpc.BadRequest");
    JsonObject violation =
        detail.getAsJsonObject("debug").getAsJsonArray("fieldViolations").get(0).getAsJsonObject();
    BadRequest bytes =
        BadRequest.parseFrom(Base64.getDecoder().decode(detail.get("value").getAsString()));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(error.get("code").getAsString()).isEqualTo("invalid_argument");
    assertThat(error.get("message").getAsString()).contains("unknown attribute 'agee'");
    assertThat(violation.get("field").getAsString()).isEqualTo("expression");
    assertThat(violation.get("description").getAsString()).startsWith("1:20: unknown attribute");
    assertThat(bytes.getFieldViolations(0).getDescription()).startsWith("1:20: ");
    assertThat(detail.get("value").getAsString()).doesNotContain("=");
    assertThat(detail(error, "google.rpc.ErrorInfo").getAsJsonObject("debug").get("reason"))
        .hasToString("\"INVALID_EXPRESSION\"");
  }

  @Test
  void anUnknownWorkspaceIsNotFound() {
    HttpResponse<String> refused =
        browser.call(COUNT, "{\"workspace\": \"nowhere\", \"expression\": \"everyone()\"}");

    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(code(refused)).isEqualTo("not_found");
  }

  @Test
  void anUnknownFieldIsRefusedByName() {
    HttpResponse<String> refused = browser.call(COUNT, "{\"expresion\": \"everyone()\"}");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(code(refused)).isEqualTo("invalid_argument");
    assertThat(message(refused)).contains("expresion", "lamella.v1.CountRequest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{} {}",
        "{}x",
        "{'expression': 'everyone()'}",
        "{\"expression\": \"everyone()\",}",
        "{\"expression\": \"everyone()\" /* all */}",
        "{\"expression\": \"everyone()\", \"expression\": \"nobody()\"}",
        "{\"as_of\": \"2026-04-01T00:00:00Z\", \"asOf\": \"2026-04-01T00:00:00Z\"}",
        "{\"expression\": everyone}",
        "{\"expression\": \"everyone()\", \"predicate\": {}}",
        "{\"asOf\": \"yesterday\"}"
      })
  void whatIsNoRequestIsRefused(String json) {
    HttpResponse<String> refused = browser.call(COUNT, json);

    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(code(refused)).isEqualTo("invalid_argument");
    assertThat(message(refused)).isNotBlank().doesNotContain("github.com");
  }

  @Test
  void aBodyThatIsNotUtf8IsRefused() {
    HttpResponse<String> refused =
        browser.send(
            browser.request(COUNT).POST(BodyPublishers.ofByteArray(new byte[] {'"', (byte) 0xff})));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(message(refused)).contains("UTF-8");
  }

  @Test
  void aTreeMayBeAsDeepAsOverGrpc() {
    assertThat(nested(31).statusCode()).as(nested(31).body()).isEqualTo(200);
    assertThat(json(nested(31)).get("count").getAsString()).isEqualTo("0");
    assertThat(nested(32).statusCode()).isEqualTo(400);
    assertThat(message(nested(32))).contains("32 levels");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 120, 2_000})
  void aTreeTooDeepToBeReadIsRefused(int levels) {
    assertThat(nested(levels).statusCode()).isEqualTo(400);
    assertThat(code(nested(levels))).isEqualTo("invalid_argument");
  }

  /// Counts *not not ... everyone*.
  private HttpResponse<String> nested(int levels) {
    return browser.call(
        COUNT,
        "{\"predicate\": "
            + "{\"not\": {\"term\": ".repeat(levels)
            + "{\"everyone\": {}}"
            + "}}".repeat(levels)
            + "}");
  }

  @ParameterizedTest
  @CsvSource({"4194304, 200", "4194305, 429", "9000000, 429"})
  void aBodyMayBeAsLargeAsOverGrpc(int bytes, int status) {
    String json = "{\"expression\": \"everyone()\"}";
    HttpResponse<String> answer = browser.call(COUNT, json + " ".repeat(bytes - json.length()));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    if (status != 200) {
      assertThat(code(answer)).isEqualTo("resource_exhausted");
      assertThat(message(answer)).contains("maxBytes=4194304");
    }
  }

  @Test
  void aPassedDeadlineIsToldAsThat() {
    HttpResponse<String> refused =
        browser.call(COUNT, "{\"expression\": \"everyone()\"}", "Connect-Timeout-Ms", "0");

    assertThat(refused.statusCode()).isEqualTo(504);
    assertThat(code(refused)).isEqualTo("deadline_exceeded");
  }

  @ParameterizedTest
  @CsvSource({
    "Connect-Timeout-Ms, soon",
    "Connect-Timeout-Ms, -1",
    "Connect-Timeout-Ms, 12345678901",
    "Connect-Protocol-Version, 2"
  })
  void aMalformedHeaderIsRefusedByName(String header, String value) {
    HttpResponse<String> refused =
        browser.call(COUNT, "{\"expression\": \"everyone()\"}", header, value);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(code(refused)).isEqualTo("invalid_argument");
    assertThat(message(refused)).contains(header + "=" + value);
  }

  @Test
  void theProtocolsOwnHeadersAreTaken() {
    HttpResponse<String> answer =
        browser.call(
            COUNT,
            "{\"expression\": \"everyone()\"}",
            "Connect-Protocol-Version",
            "1",
            "Connect-Timeout-Ms",
            "9999999999");

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 200",
    "Application/JSON; charset=UTF-8, 200",
    "application/json; charset=latin1, 415",
    "application/proto, 415",
    "application/connect+json, 415",
    "text/plain, 415"
  })
  void onlyJsonIsTaken(String type, int status) {
    HttpResponse<String> answer =
        browser.send(
            browser
                .at("/lamella.v1." + COUNT)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{\"expression\": \"everyone()\"}")));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    if (status != 200) {
      assertThat(message(answer)).contains("Content-Type=" + type);
    }
  }

  @Test
  void aCompressedRequestIsRefused() {
    HttpResponse<String> refused = browser.call(COUNT, "{}", "Content-Encoding", "gzip");

    assertThat(refused.statusCode()).isEqualTo(501);
    assertThat(message(refused)).contains("known=identity");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS"})
  void aCallIsAPost(String method) {
    HttpResponse<String> refused =
        browser.send(browser.request(COUNT).method(method, BodyPublishers.ofString("{}")));

    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().firstValue("Allow")).hasValue("POST");
    assertThat(code(refused)).isEqualTo("unimplemented");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SegmentService/Members", "IngestService/Import", "IngestService/Write"})
  void aMethodThatStreamsIsUnimplemented(String method) {
    HttpResponse<String> refused = browser.call(method, "{}");

    assertThat(refused.statusCode()).isEqualTo(501);
    assertThat(code(refused)).isEqualTo("unimplemented");
    assertThat(message(refused)).contains("streams", "gRPC", "lamella.v1." + method);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SegmentService/Cuont", "NoService/Count", "SegmentService"})
  void aMethodThatIsNotThereIsToldInJson(String method) {
    HttpResponse<String> refused = browser.call(method, "{}");

    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(code(refused)).isEqualTo("unimplemented");
    assertThat(message(refused)).contains("lamella.v1." + method);
  }

  @Test
  void aCallersRequestIdComesBack() {
    HttpResponse<String> answer =
        browser.call(COUNT, "{\"expression\": \"nobody(\"}", "X-Request-Id", "order-66");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("X-Request-Id")).hasValue("order-66");
  }

  static JsonObject json(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  static String code(HttpResponse<String> answer) {
    return json(answer).get("code").getAsString();
  }

  static String message(HttpResponse<String> answer) {
    return json(answer).get("message").getAsString();
  }

  private static JsonObject detail(JsonObject error, String type) {
    for (JsonElement detail : error.getAsJsonArray("details")) {
      if (detail.getAsJsonObject().get("type").getAsString().equals(type)) {
        return detail.getAsJsonObject();
      }
    }
    throw new AssertionError("no " + type + ": " + error);
  }
}
