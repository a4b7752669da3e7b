package io.lamella.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.lamella.server.Refused;
import io.lamella.v1.CountRequest;
import io.lamella.v1.CountResponse;
import io.lamella.v1.SegmentServiceGrpc;
import java.io.IOException;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/// Goal: a mistake of ours ends the call with one line and is logged whole. Method: a service that
/// throws.
class LastErrorTest {

  @Test
  void whatAServiceLetsEscapeIsInternalAndTellsNothingOfTheCustomers() throws IOException {
    StringBuilder logged = new StringBuilder();
    Refused refused = refusal(new IllegalStateException("customer ada@example.com"), logged);

    assertThat(refused.code()).isEqualTo(Status.Code.INTERNAL);
    assertThat(refused.description())
        .startsWith("a mistake of the server's")
        .contains("requestId=")
        .doesNotContain("ada@example.com");
    assertThat(logged).contains("IllegalStateException");
  }

  @Test
  void anErrorIsAnsweredLikeAnException() throws IOException {
    assertThat(refusal(new StackOverflowError(), new StringBuilder()).code())
        .isEqualTo(Status.Code.INTERNAL);
  }

  private static Refused refusal(Throwable thrown, StringBuilder logged) throws IOException {
    Logger logger = Logger.getLogger(Failure.class.getName());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            logged.append(record.getMessage()).append(record.getThrown());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    handler.setLevel(Level.ALL);
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    String name = InProcessServerBuilder.generateName();
    Server server =
        InProcessServerBuilder.forName(name)
            .directExecutor()
            .addService(
                ServerInterceptors.interceptForward(
                    new Throwing(thrown), List.of(new RequestId(), new LastError())))
            .build()
            .start();
    ManagedChannel channel = InProcessChannelBuilder.forName(name).directExecutor().build();
    try {
      return Refused.by(() ->
          SegmentServiceGrpc.newBlockingStub(channel).count(CountRequest.getDefaultInstance()));
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
      channel.shutdownNow();
      server.shutdownNow();
    }
  }

  private static final class Throwing extends SegmentServiceGrpc.SegmentServiceImplBase {
    private final Throwable thrown;

    Throwing(Throwable thrown) {
      this.thrown = thrown;
    }

    @Override
    public void count(CountRequest request, StreamObserver<CountResponse> observer) {
      switch (thrown) {
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new AssertionError(thrown);
      }
    }
  }
}
