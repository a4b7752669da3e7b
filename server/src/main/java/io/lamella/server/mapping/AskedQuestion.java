package io.lamella.server.mapping;

import com.google.protobuf.Timestamp;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A question as a request gives it: checked when it is turned into the engine's form.
///
/// @param workspace as given; empty for the default
public record AskedQuestion(
    String workspace, List<SegmentForm> segments, Optional<Timestamp> asOf) {

  private static final int MANY = 8;

  public AskedQuestion {
    segments = List.copyOf(segments);
  }

  /// A question about one segment, from the fields of its request.
  static AskedQuestion of(String workspace, SegmentForm segment, boolean hasAsOf, Timestamp asOf) {
    return new AskedQuestion(
        workspace, List.of(segment), hasAsOf ? Optional.of(asOf) : Optional.empty());
  }

  /// In the engine's form.
  ///
  /// @throws EngineException `INVALID_EXPRESSION` for a malformed predicate; `INVALID_ARGUMENT` for
  ///   an instant that is none
  public Question question() {
    List<Expression> expressions = new ArrayList<>(segments.size());
    for (SegmentForm segment : segments) {
      expressions.add(segment.expression());
    }
    return new Question(Workspaces.name(workspace), expressions, instant());
  }

  /// The question of one of the segments alone.
  public AskedQuestion alone(SegmentForm segment) {
    return new AskedQuestion(workspace, List.of(segment), asOf);
  }

  /// Whether preparing it may take too long for the transport's thread.
  public boolean isLongToPrepare() {
    return segments.size() > MANY || segments.stream().anyMatch(SegmentForm::isLongToPrepare);
  }

  private Optional<Instant> instant() {
    return asOf.map(timestamp -> Instants.read("as_of", timestamp));
  }
}
