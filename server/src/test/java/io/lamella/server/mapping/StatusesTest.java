package io.lamella.server.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.EngineException.Code;
import io.lamella.engine.api.Fault;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusesTest {

  private static final int CLIENTS_LIMIT_BYTES = 8_192;

  @ParameterizedTest
  @EnumSource(Code.class)
  void everyCodeHasAStatusThatIsNoSuccess(Code code) {
    StatusRuntimeException status = Statuses.of(new EngineException(code, "what happened"));

    assertThat(status.getStatus().getCode()).isNotIn(Status.Code.OK, Status.Code.UNKNOWN);
    assertThat(status.getStatus().getDescription()).isEqualTo("what happened");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a fault", "ein Fehler: größer als erlaubt", "断り", "\uD83D\uDE00"})
  void trailersFitWhatClientsTakeHoweverManyFaultsThereAre(String message) {
    for (int repeat : new int[] {1, 10, 1_000}) {
      Fault fault = new Fault("expressions[7].expression", "1:1: " + message.repeat(repeat));

      StatusRuntimeException status =
          Statuses.of(EngineException.invalidExpression(Collections.nCopies(2_000, fault)));

      assertThat(sizeBytes(status)).as(message + " * " + repeat).isLessThan(CLIENTS_LIMIT_BYTES);
    }
  }

  @Test
  void aCutMessageKeepsItsCharactersWhole() {
    String cut = FaultReport.description("\uD83D\uDE00".repeat(1_000), List.of());

    assertThat(cut).endsWith("\uD83D\uDE00...");
  }

  /// As HTTP/2 counts headers: name, value and 32 bytes each, the message percent-encoded.
  private static int sizeBytes(StatusRuntimeException e) {
    Metadata trailers = e.getTrailers();
    assertThat(trailers).isNotNull();
    byte[] details =
        trailers.get(Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER));
    assertThat(details).isNotNull();
    String description = String.valueOf(e.getStatus().getDescription());
    int encoded = 0;
    for (byte b : description.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
      encoded += b >= ' ' && b < '~' ? 1 : 3;
    }
    int fixed = 500; // content-type, grpc-status, x-request-id, their names.
    return encoded + (details.length + 2) / 3 * 4 + fixed;
  }
}
