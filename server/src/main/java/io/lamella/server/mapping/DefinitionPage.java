package io.lamella.server.mapping;

import com.google.protobuf.Message;
import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.SavedSegment.Remarks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Some of what is kept under names, in the order of the names, as much as fits a message.
///
/// @param nextAfter the name after which the next page begins; empty if there is none
/// @param total how many there are on all pages
public record DefinitionPage<M extends Message>(List<M> messages, String nextAfter, int total) {
  private static final int USUAL = 100;
  private static final int MOST = 1_000;

  /// Clients take 4 MiB by default, and a page is not alone in its message.
  private static final int MAX_BYTES = 3 << 20;

  public DefinitionPage {
    messages = List.copyOf(messages);
  }

  /// Which page a request asks for.
  ///
  /// @param tag that all have; empty for any
  /// @param containing what their names contain
  /// @param after the name after which the page begins
  /// @param limit how many at most; 0 for the usual number
  public record Asked(String tag, String containing, String after, int limit) {
    private boolean matches(String name, Remarks remarks) {
      return name.contains(containing) && (tag.isEmpty() || remarks.tags().contains(tag));
    }
  }

  /// How something that is kept is looked at.
  public interface Look<T, M extends Message> {
    String name(T definition);

    Remarks remarks(T definition);

    M message(T definition);
  }

  /// The page that is asked for.
  ///
  /// @param all by name
  /// @throws EngineException `INVALID_ARGUMENT` for a limit that is none
  public static <T, M extends Message> DefinitionPage<M> of(
      Asked asked, List<T> all, Look<T, M> look) {
    int limit = RequestLimit.of(asked.limit, USUAL, MOST);
    List<T> matching =
        all.stream().filter(it -> asked.matches(look.name(it), look.remarks(it))).toList();
    List<T> left =
        matching.stream().filter(it -> look.name(it).compareTo(asked.after) > 0).toList();
    List<M> messages = fitting(left, limit, look::message);
    boolean complete = messages.size() == left.size();
    return new DefinitionPage<>(
        messages, complete ? "" : look.name(left.get(messages.size() - 1)), matching.size());
  }

  /// The first ones, as many as fit a message; one at least.
  static <T, M extends Message> List<M> fitting(
      List<T> definitions, int limit, Function<T, M> toMessage) {
    List<M> messages = new ArrayList<>();
    long bytes = 0;
    for (T definition : definitions.subList(0, Math.min(limit, definitions.size()))) {
      M message = toMessage.apply(definition);
      bytes += message.getSerializedSize();
      if (bytes > MAX_BYTES && !messages.isEmpty()) {
        break;
      }
      messages.add(message);
    }
    return messages;
  }
}
