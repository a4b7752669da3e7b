package io.lamella.server.cli;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.lamella.engine.api.EngineException;
import io.lamella.server.cli.csv.BadFileException;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import picocli.CommandLine;

/// Tells a refusal in the words of whoever refused, and ends with 1.
final class Refusals implements CommandLine.IExecutionExceptionHandler {
  private static final int REFUSED = 1;
  private static final Pattern PLACED = Pattern.compile("([0-9]+):([0-9]+): .*", Pattern.DOTALL);

  @Override
  public int handleExecutionException(
      Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
    PrintWriter err = command.getErr();
    switch (e) {
      case StatusRuntimeException status -> tell(err, status, expression(command));
      case StatusException status ->
          tell(
              err,
              status.getStatus().asRuntimeException(status.getTrailers()),
              expression(command));
      case EngineException engine -> err.println("lamella: " + engine.getMessage());
      case BadFileException bad -> err.println("lamella: " + bad.getMessage());
      case IOException io -> err.println("lamella: " + io.getMessage());
      default -> throw e;
    }
    err.flush();
    return REFUSED;
  }

  private static void tell(PrintWriter err, StatusRuntimeException refused, String expression) {
    Status status = refused.getStatus();
    Optional<Throwable> tls = causedByTls(status);
    if (tls.isPresent()) {
      err.println("lamella: no connection under TLS: reason=" + tls.get().getMessage());
      return;
    }
    if (status.getCode() == Status.Code.UNAVAILABLE && status.getCause() != null) {
      err.println(
          "lamella: no server answers; start one with `lamella serve` or `lamella demo`, or name"
              + " another with --address HOST:PORT; one under TLS is asked with --ca FILE or --tls");
      return;
    }
    List<String> faults = faults(refused);
    if (faults.isEmpty()) {
      err.println("lamella: " + status.getDescription());
    }
    for (String fault : faults) {
      err.println("lamella: " + fault);
      Matcher placed = PLACED.matcher(fault);
      if (placed.matches()) {
        point(
            err, expression, Integer.parseInt(placed.group(1)), Integer.parseInt(placed.group(2)));
      }
    }
  }

  private static Optional<Throwable> causedByTls(Status status) {
    for (Throwable cause = status.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException || cause instanceof GeneralSecurityException) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }

  /// The line at fault, and a caret below the place.
  private static void point(PrintWriter err, String expression, int line, int column) {
    List<String> lines = expression.lines().toList();
    if (line <= lines.size()) {
      err.println("  " + lines.get(line - 1));
      err.println("  " + " ".repeat(column - 1) + "^");
    }
  }

  private static List<String> faults(StatusRuntimeException refused) {
    com.google.rpc.Status details = StatusProto.fromThrowable(refused);
    if (details == null) {
      return List.of();
    }
    return details.getDetailsList().stream()
        .filter(any -> any.is(BadRequest.class))
        .flatMap(any -> violations(any).stream())
        .toList();
  }

  private static List<String> violations(Any any) {
    try {
      return any.unpack(BadRequest.class).getFieldViolationsList().stream()
          .map(Refusals::told)
          .toList();
    } catch (InvalidProtocolBufferException e) {
      return List.of();
    }
  }

  /// One of several is told with its place.
  private static String told(BadRequest.FieldViolation violation) {
    return violation.getField().contains("[")
        ? violation.getField() + ": " + violation.getDescription()
        : violation.getDescription();
  }

  private static String expression(CommandLine command) {
    return command.getCommand() instanceof Asking asking ? asking.expression() : "";
  }

  /// A command that asks one expression.
  interface Asking {
    String expression();
  }
}
