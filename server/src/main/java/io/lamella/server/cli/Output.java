package io.lamella.server.cli;

import com.google.protobuf.Timestamp;
import io.lamella.v1.MemoryUse;
import io.lamella.v1.Warning;
import io.lamella.v1.WriteOutcome;
import io.lamella.v1.WriteStatus;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/// How numbers, times and warnings are written for people.
final class Output {

  private Output() {}

  /// `1,234,567`.
  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /// `12.3 %`.
  static String share(long part, long whole) {
    return whole == 0 ? "0 %" : String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  /// `2 of 4 customers (50.0 %), snapshot 1, as of 2026-02-01T00:00:00Z`.
  static String total(long count, long population, long snapshot, Timestamp asOf) {
    return number(count)
        + " of "
        + number(population)
        + " customers ("
        + share(count, population)
        + "), snapshot "
        + snapshot
        + ", as of "
        + instant(asOf);
  }

  /// `of 4 customers, snapshot 1, as of 2026-02-01T00:00:00Z`.
  static String basis(long population, long snapshot, Timestamp asOf) {
    return "of "
        + number(population)
        + " customers, snapshot "
        + snapshot
        + ", as of "
        + instant(asOf);
  }

  /// `1.23 ms`.
  static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
  }

  /// `1.2 s`.
  static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }

  /// `1.5 MiB`.
  static String bytes(long bytes) {
    return bytes < 1 << 20
        ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
        : String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
  }

  /// What memory is used for.
  static String memory(MemoryUse memory) {
    return "memory: attributes "
        + bytes(memory.getAttributeBytes())
        + ", behaviours "
        + bytes(memory.getBehaviourBytes())
        + ", dictionaries "
        + bytes(memory.getDictionaryBytes())
        + ", staging "
        + bytes(memory.getStagingBytes())
        + ", free "
        + bytes(memory.getFreeBytes())
        + " of "
        + bytes(memory.getBudgetBytes());
  }

  static String instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos()).toString();
  }

  /// Tells what became of one write, and returns the exit code.
  static int outcome(CommandSpec spec, WriteOutcome outcome, long snapshot) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    switch (outcome.getStatus()) {
      case WRITE_STATUS_STORED -> out.println("stored; snapshot " + snapshot);
      case WRITE_STATUS_DUPLICATE ->
          out.println("duplicate: an event with this id is stored already");
      case WRITE_STATUS_REFUSED, WRITE_STATUS_UNSPECIFIED, UNRECOGNIZED ->
          err.println(
              "lamella: "
                  + (outcome.getField().isEmpty() ? "" : outcome.getField() + ": ")
                  + outcome.getMessage());
    }
    out.flush();
    err.flush();
    return outcome.getStatus() == WriteStatus.WRITE_STATUS_STORED
            || outcome.getStatus() == WriteStatus.WRITE_STATUS_DUPLICATE
        ? 0
        : 1;
  }

  static void warn(PrintWriter err, List<Warning> warnings) {
    for (Warning warning : warnings) {
      err.println(
          "lamella: warning: "
              + (warning.getPlace().isEmpty() ? "" : warning.getPlace() + ": ")
              + warning.getMessage());
    }
    err.flush();
  }
}
