package io.lamella.server.mapping;

import io.lamella.engine.api.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// How far somebody has read the members of a segment, as a client keeps it: a text that says
/// nothing to it. It names no snapshot, so it holds across snapshots and restarts.
///
/// ```
///   version: 1 | next place: 4 | instant, ms: 8 | check: 8      big-endian, base64 for URLs
/// ```
///
/// The check is over all that stands before it and the question: a token is refused that was
/// damaged, or told for another workspace or expression. It is no secret: a forged one shows nobody
/// who would not be listed anyway.
///
/// @param next the first place that was not told
/// @param asOf the instant that the list was begun for, to the millisecond
record MemberPosition(int next, Instant asOf) {
  private static final byte VERSION = 1;
  private static final int CHECK_BYTES = Long.BYTES;
  private static final int BYTES = 1 + Integer.BYTES + Long.BYTES + CHECK_BYTES;

  /// As it is told to the client.
  String token(AskedQuestion asked) {
    ByteBuffer bytes =
        ByteBuffer.allocate(BYTES).put(VERSION).putInt(next).putLong(asOf.toEpochMilli());
    byte[] check = check(Arrays.copyOf(bytes.array(), bytes.position()), asked);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.put(check).array());
  }

  /// What a client was told; empty if it is no token of this question.
  ///
  /// @param asked who is listed; its instant does not matter
  static Optional<MemberPosition> read(String token, AskedQuestion asked) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (bytes.length != BYTES) {
      return Optional.empty();
    }
    byte[] told = Arrays.copyOf(bytes, BYTES - CHECK_BYTES);
    byte[] check = Arrays.copyOfRange(bytes, told.length, BYTES);
    if (!Arrays.equals(check, check(told, asked))) {
      return Optional.empty();
    }
    ByteBuffer read = ByteBuffer.wrap(told);
    byte version = read.get();
    var position = new MemberPosition(read.getInt(), Instant.ofEpochMilli(read.getLong()));
    return version == VERSION ? Optional.of(position) : Optional.empty();
  }

  /// The question of the members behind: for the instant that the list was begun for, which a
  /// request may leave out or say again, but not change.
  AskedQuestion goingOn(AskedQuestion asked, List<Fault> faults) {
    asked
        .asOf()
        .flatMap(Instants::instant)
        .filter(instant -> !instant.truncatedTo(ChronoUnit.MILLIS).equals(asOf))
        .ifPresent(instant ->
            faults.add(
                new Fault(
                    "as_of",
                    "a list is of one instant, leave it out to go on: as_of="
                        + instant
                        + ", list="
                        + asOf)));
    return new AskedQuestion(
        asked.workspace(), asked.segments(), Optional.of(Instants.message(asOf)));
  }

  /// The fault of a token that [#read] does not take.
  static Fault fault(String field) {
    return new Fault(
        field,
        "not a token that was told for this workspace and expression; to begin anew, leave it out");
  }

  private static byte[] check(byte[] told, AskedQuestion asked) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(told);
      update(digest, Workspaces.name(asked.workspace()).getBytes(StandardCharsets.UTF_8));
      for (SegmentForm segment : asked.segments()) {
        update(digest, segment.field().getBytes(StandardCharsets.UTF_8));
        update(digest, bytes(segment));
      }
      return Arrays.copyOf(digest.digest(), CHECK_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void update(MessageDigest digest, byte[] part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
    digest.update(part);
  }

  private static byte[] bytes(SegmentForm segment) {
    return switch (segment) {
      case SegmentForm.OfText text -> text.text().getBytes(StandardCharsets.UTF_8);
      case SegmentForm.OfPredicate tree -> tree.message().toByteArray();
      case SegmentForm.Missing _ -> new byte[0];
    };
  }
}
