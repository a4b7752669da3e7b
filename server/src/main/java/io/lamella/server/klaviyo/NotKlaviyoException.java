package io.lamella.server.klaviyo;

import io.lamella.engine.api.Fault;
import java.util.List;
import java.util.stream.Collectors;

/// What was given is no segment definition of Klaviyo's, or no map of names. All faults are told,
/// by path, with what would be right.
public final class NotKlaviyoException extends RuntimeException {

  /// Which of the two texts is at fault.
  public enum Source {
    DEFINITION,
    NAMES
  }

  private final Source source;
  private final transient List<Fault> faults;

  public NotKlaviyoException(Source source, List<Fault> faults) {
    super(
        faults.stream().map(Fault::toString).collect(Collectors.joining("\n")), null, false, false);
    this.source = source;
    this.faults = List.copyOf(faults);
  }

  public Source source() {
    return source;
  }

  /// At least one.
  public List<Fault> faults() {
    return faults;
  }
}
