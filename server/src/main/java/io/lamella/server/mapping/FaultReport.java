package io.lamella.server.mapping;

import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import io.lamella.engine.api.Fault;
import java.util.List;
import java.util.stream.Collectors;

/// Faults as a status carries them, cut to what fits: clients refuse trailers of more than 8 KiB by
/// default, and would then show nothing at all. What is cut is counted.
final class FaultReport {

  /// Raw; Base64 makes four of three.
  private static final int MAX_VIOLATION_BYTES = 3_400;

  /// As percent-encoded in the trailers, which hold it twice: as the message and in the details.
  private static final int MAX_DESCRIPTION_BYTES = 1_200;

  private static final String TEXT_FIELD = "expression";

  private FaultReport() {}

  /// Every fault on a line of its own, or the message if there is none.
  static String description(String message, List<Fault> faults) {
    String whole =
        faults.isEmpty()
            ? message
            : faults.stream().map(FaultReport::line).collect(Collectors.joining("\n"));
    return cut(whole);
  }

  /// A violation for each fault.
  static BadRequest violations(List<Fault> faults) {
    BadRequest.Builder report = BadRequest.newBuilder();
    int bytes = 0;
    for (int i = 0; i < faults.size(); i++) {
      FieldViolation violation =
          FieldViolation.newBuilder()
              .setField(faults.get(i).place())
              .setDescription(cut(faults.get(i).message()))
              .build();
      bytes += violation.getSerializedSize() + 3;
      if (bytes > MAX_VIOLATION_BYTES) {
        return report
            .addFieldViolations(
                FieldViolation.newBuilder()
                    .setDescription("and more faults: more=" + (faults.size() - i)))
            .build();
      }
      report.addFieldViolations(violation);
    }
    return report.build();
  }

  /// A text's own position is enough where there is one text only.
  private static String line(Fault fault) {
    return fault.place().equals(TEXT_FIELD) ? fault.message() : fault.toString();
  }

  private static String cut(String text) {
    int bytes = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      // Percent-encoding makes 3 of each byte outside printable ASCII; 3 bytes a char at most.
      bytes += c >= ' ' && c < '~' ? 1 : c < 0x80 ? 3 : 9;
      if (bytes > MAX_DESCRIPTION_BYTES) {
        int end = Character.isLowSurrogate(c) ? at - 1 : at;
        return text.substring(0, end) + "...";
      }
    }
    return text;
  }
}
