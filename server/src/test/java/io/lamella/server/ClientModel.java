package io.lamella.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.v1.CustomerEvent;
import io.lamella.v1.CustomerUpsert;
import io.lamella.v1.WriteItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/// What one client has written about customers of its own, in another process than the server's:
/// what was acknowledged, and what was sent and not yet acknowledged. Safe for use by the threads
/// of that client.
final class ClientModel {
  static final List<String> QUESTIONS =
      List.of(
          "everyone()",
          "country == 'DE'",
          "country == 'FR'",
          "has(country)",
          "did('bought')",
          "did('bought').count() >= 2",
          "did('bought').count() >= 5");

  private static final int CUSTOMERS = 10;

  private final String prefix;
  private final SplittableRandom random;
  private State acknowledged = new State(new TreeMap<>(), new HashSet<>());
  private final List<List<WriteItem>> sent = new ArrayList<>();
  private int eventIds;

  private record State(Map<String, Customer> customers, Set<String> eventIds) {
    State copy() {
      return new State(new TreeMap<>(customers), new HashSet<>(eventIds));
    }

    void apply(List<WriteItem> batch) {
      for (WriteItem item : batch) {
        switch (item.getKindCase()) {
          case UPSERT -> {
            CustomerUpsert upsert = item.getUpsert();
            Customer known = known(upsert.getCustomerId());
            String country =
                upsert.getSetMap().containsKey("country")
                    ? upsert.getSetOrThrow("country").getText()
                    : upsert.getUnsetList().contains("country") ? "" : known.country;
            customers.put(upsert.getCustomerId(), new Customer(country, known.events));
          }
          case EVENT -> {
            CustomerEvent event = item.getEvent();
            if (eventIds.add(event.getEventId())) {
              Customer known = known(event.getCustomerId());
              customers.put(event.getCustomerId(), new Customer(known.country, known.events + 1));
            }
          }
          case ERASURE -> customers.remove(item.getErasure().getCustomerId());
          case KIND_NOT_SET -> throw new IllegalArgumentException("nothing is written");
        }
      }
    }

    private Customer known(String id) {
      return customers.getOrDefault(id, new Customer("", 0));
    }

    Map<String, Set<String>> answers() {
      Map<String, Set<String>> answers = new HashMap<>();
      QUESTIONS.forEach(question -> answers.put(question, new TreeSet<>()));
      customers.forEach((id, customer) -> {
        add(answers, 0, id, true);
        add(answers, 1, id, customer.country.equals("DE"));
        add(answers, 2, id, customer.country.equals("FR"));
        add(answers, 3, id, !customer.country.isEmpty());
        add(answers, 4, id, customer.events >= 1);
        add(answers, 5, id, customer.events >= 2);
        add(answers, 6, id, customer.events >= 5);
      });
      return answers;
    }

    private static void add(
        Map<String, Set<String>> answers, int question, String id, boolean satisfies) {
      if (satisfies) {
        answers.getOrDefault(QUESTIONS.get(question), new TreeSet<>()).add(id);
      }
    }
  }

  /// A customer; the country is empty for one without.
  private record Customer(String country, int events) {}

  /// @param prefix of the ids of its customers and events
  ClientModel(String prefix, long seed) {
    this.prefix = prefix;
    random = new SplittableRandom(seed);
  }

  /// Names everything that is asked about.
  List<WriteItem> first() {
    return List.of(
        WriteParts.item(upsert(prefix + "0").putSet("country", WriteParts.text("DE")).build()),
        WriteParts.item(event(prefix + "0")));
  }

  /// Whether everything that is asked about is known to be named.
  synchronized boolean isNamed() {
    return !acknowledged.eventIds.isEmpty();
  }

  /// Writes of one kind.
  synchronized List<WriteItem> next() {
    int kind = random.nextInt(8);
    List<WriteItem> batch = new ArrayList<>();
    for (int left = random.nextInt(1, kind == 0 ? 3 : 12); left > 0; left--) {
      String id = prefix + random.nextInt(CUSTOMERS);
      batch.add(
          switch (kind) {
            case 0 -> WriteParts.erasure(id);
            case 1, 2, 3 -> WriteParts.item(changed(id));
            default -> WriteParts.item(event(id));
          });
    }
    return batch;
  }

  private CustomerUpsert changed(String id) {
    return switch (random.nextInt(4)) {
      case 0 -> upsert(id).addUnset("country").build();
      case 1 -> upsert(id).build();
      case 2 -> upsert(id).putSet("country", WriteParts.text("FR")).build();
      default -> upsert(id).putSet("country", WriteParts.text("DE")).build();
    };
  }

  private static CustomerUpsert.Builder upsert(String id) {
    return CustomerUpsert.newBuilder().setCustomerId(id);
  }

  private CustomerEvent event(String id) {
    String eventId = prefix + "event-" + eventIds++;
    return CustomerEvent.newBuilder()
        .setCustomerId(id)
        .setBehaviour("bought")
        .setInstant(WriteParts.MARCH)
        .setEventId(eventId)
        .build();
  }

  /// A batch is about to be sent.
  synchronized void sending(List<WriteItem> batch) {
    sent.add(batch);
  }

  /// The oldest batch that was not yet acknowledged is.
  synchronized void acknowledged() {
    acknowledged.apply(sent.removeFirst());
  }

  /// Compares what a server that was started anew answers about this client's customers.
  ///
  /// @return what is to be sent again: every batch that was not acknowledged, whether it is there
  ///   or not
  synchronized List<List<WriteItem>> check(Map<String, Set<String>> answers, String what) {
    Map<String, Set<String>> own = new HashMap<>();
    answers.forEach((question, members) -> {
      Set<String> ids = new TreeSet<>(members);
      ids.removeIf(id -> !id.startsWith(prefix));
      own.put(question, ids);
    });
    State expected = acknowledged.copy();
    for (int there = 0; there <= sent.size(); there++) {
      if (there > 0) {
        expected.apply(sent.get(there - 1));
      }
      if (own.equals(expected.answers())) {
        acknowledged = expected;
        List<List<WriteItem>> again = List.copyOf(sent);
        sent.clear();
        return again;
      }
    }
    assertThat(own)
        .as("%s, client %s, unacknowledged=%d", what, prefix, sent.size())
        .isEqualTo(acknowledged.answers());
    throw new AssertionError(what);
  }
}
