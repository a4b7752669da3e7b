package io.lamella.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.v1.CountRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;

class AccessLogTest {

  private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

  @Test
  void eachCallIsOneLineThatHoldsNothingOfTheCustomers() {
    Logger logger = Logger.getLogger("lamella.access");
    Handler handler = new Lines();
    handler.setLevel(Level.ALL);
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    logger.setLevel(Level.FINE);
    try (TestServer server = TestServer.start()) {
      Refused refused =
          Refused.by(() ->
              server
                  .segments()
                  .count(
                      CountRequest.newBuilder()
                          .setExpression("email == 'ada@example.com'")
                          .build()));
      server.segments().count(CountRequest.newBuilder().setExpression("everyone()").build());

      assertThat(refused.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
      logger.setLevel(null);
    }

    assertThat(lines)
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .contains(
                        "method=lamella.v1.SegmentService/Count",
                        "status=INVALID_ARGUMENT",
                        "requestId=")
                    .doesNotContain("email")
                    .doesNotContain("ada"),
            second -> assertThat(second).contains("status=OK", "sent=1"));
  }

  private final class Lines extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord line) {
      lines.add(formatter.formatMessage(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
