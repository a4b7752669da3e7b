package io.lamella.server.mapping;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// An enum of the engine and its counterpart in the contract, paired by name: `AT_LEAST` and
/// `COMPARISON_AT_LEAST`. Made once a pair when the class that uses it is loaded, and refused then
/// if a constant of either side has no counterpart. Immutable.
final class EnumPairs<E extends Enum<E>, M extends Enum<M>> {

  private final Map<E, M> messages;
  private final Map<M, E> words;
  private final String label;

  private EnumPairs(Map<E, M> messages, Map<M, E> words, String label) {
    this.messages = messages;
    this.words = words;
    this.label = label;
  }

  /// Pairs two enums.
  static <E extends Enum<E>, M extends Enum<M>> EnumPairs<E, M> of(
      Class<E> words, Class<M> messages) {
    String prefix = messages.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_");
    Map<E, M> there = new EnumMap<>(words);
    Map<M, E> back = new EnumMap<>(messages);
    for (E word : words.getEnumConstants()) {
      M message = Enum.valueOf(messages, prefix.toUpperCase(Locale.ROOT) + "_" + word.name());
      there.put(word, message);
      back.put(message, word);
    }
    // The two without a counterpart are UNSPECIFIED and protobuf's UNRECOGNIZED.
    if (messages.getEnumConstants().length != back.size() + 2) {
      throw new IllegalStateException(
          "constants without counterpart: enum="
              + messages.getSimpleName()
              + ", paired="
              + Arrays.toString(back.keySet().toArray()));
    }
    return new EnumPairs<>(there, back, prefix.replace('_', ' ').toLowerCase(Locale.ROOT));
  }

  /// The contract's constant.
  M message(E word) {
    M message = messages.get(word);
    if (message == null) {
      throw new IllegalStateException("not paired: constant=" + word);
    }
    return message;
  }

  /// The engine's constant; empty for one that is not given or not known.
  Optional<E> word(M message) {
    return Optional.ofNullable(words.get(message));
  }

  /// What the enum is about, for messages: `span unit`.
  String label() {
    return label;
  }
}
