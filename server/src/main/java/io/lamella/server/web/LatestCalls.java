package io.lamella.server.web;

import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.Status;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Calls of which only the latest matters, such as the counts of an expression that somebody is
/// typing: a later one cancels the one before. Safe for use by many threads.
///
/// The JDK's server reads nothing from a connection while it answers, so that a browser which gives
/// up a call is heard of only when the answer is written. This is how it says so in time.
final class LatestCalls {

  /// The header that puts a call in a line: `NAME/NUMBER`, with a number for each call that is
  /// greater than those before.
  static final String HEADER = "Lamella-Latest";

  private static final Pattern FORM = Pattern.compile("([A-Za-z0-9._-]{1,64})/([0-9]{1,18})");

  private final Map<String, Running> running = new HashMap<>();

  /// A call's place in a line of calls.
  record Place(String line, long number) {

    /// Reads the header.
    ///
    /// @throws io.grpc.StatusRuntimeException if it is malformed
    static Place of(String header) {
      Matcher matcher = FORM.matcher(header);
      if (!matcher.matches()) {
        throw Status.INVALID_ARGUMENT
            .withDescription(HEADER + " is NAME/NUMBER: " + HEADER + "=" + header)
            .asRuntimeException();
      }
      return new Place(matcher.group(1), Long.parseLong(matcher.group(2)));
    }
  }

  private record Running(long number, CancellableContext context) {}

  /// Makes the call on this thread, until it ends or a later one of its line comes.
  ///
  /// @throws io.grpc.StatusRuntimeException as the call, or `CANCELLED` if it is not the latest
  <T> T run(Place place, Supplier<T> call) {
    Running mine = new Running(place.number(), Context.current().withCancellation());
    enter(place.line(), mine)
        .ifPresent(loser ->
            loser
                .context()
                .cancel(
                    Status.CANCELLED
                        .withDescription("a later call has come: line=" + place.line())
                        .asRuntimeException()));
    Context before = mine.context().attach();
    try {
      return call.get();
    } finally {
      leave(place.line(), mine);
      mine.context().detachAndCancel(before, null);
    }
  }

  /// Of the two calls that are in line now, the one that is not the latest.
  private synchronized Optional<Running> enter(String line, Running mine) {
    Running other = running.get(line);
    if (other == null) {
      running.put(line, mine);
      return Optional.empty();
    }
    if (mine.number() < other.number()) {
      return Optional.of(mine);
    }
    running.put(line, mine);
    return Optional.of(other);
  }

  private synchronized void leave(String line, Running mine) {
    running.remove(line, mine);
  }
}
