package io.lamella.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// Random changes of what is kept under few names, so that they meet: segments that name lists and
/// other segments, lists of ids and of queries, partitions; put, put again, deleted.
final class RandomDefinitions {
  private static final int SEGMENTS = 4;
  private static final int LISTS = 3;
  private static final int PARTITIONS = 2;

  private final RandomGenerator random;
  private final int customers;

  /// @param customers among how many the writes are spread
  RandomDefinitions(RandomGenerator random, int customers) {
    this.random = random;
    this.customers = customers;
  }

  /// The next change.
  ///
  /// @param known what is kept now
  Change next(PlainDefinitions known) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> {
        int number = random.nextInt(SEGMENTS);
        yield new Change.PutSegment("s" + number, expression(known, number));
      }
      case 3, 4 -> new Change.PutIds("l" + random.nextInt(LISTS), ids());
      case 5 -> new Change.Freeze("l" + random.nextInt(LISTS), expression(known, SEGMENTS));
      case 6, 7 -> {
        List<String> stages = new ArrayList<>();
        for (int left = random.nextInt(1, 4); left > 0; left--) {
          stages.add(expression(known, SEGMENTS));
        }
        yield new Change.PutPartition("p" + random.nextInt(PARTITIONS), stages);
      }
      default -> deletion(known);
    };
  }

  private Change deletion(PlainDefinitions known) {
    List<Change> possible = new ArrayList<>();
    known
        .segments()
        .keySet()
        .forEach(name -> possible.add(new Change.Delete(Change.Kind.SEGMENT, name)));
    known.lists().keySet().forEach(name -> possible.add(new Change.Delete(Change.Kind.LIST, name)));
    known
        .partitions()
        .keySet()
        .forEach(name -> possible.add(new Change.Delete(Change.Kind.PARTITION, name)));
    return possible.isEmpty()
        ? new Change.PutIds("l0", ids())
        : possible.get(random.nextInt(possible.size()));
  }

  /// One that names segments below a number alone, so that none is made of itself.
  private String expression(PlainDefinitions known, int below) {
    List<String> questions = List.copyOf(PlainWorkspace.QUESTIONS.keySet());
    String expression = questions.get(random.nextInt(questions.size()));
    String segment = "s" + random.nextInt(SEGMENTS);
    if (random.nextBoolean()
        && known.segments().containsKey(segment)
        && segment.compareTo("s" + below) < 0) {
      expression = "segment('" + segment + "') && !(" + expression + ")";
    }
    String list = "l" + random.nextInt(LISTS);
    return random.nextInt(3) == 0 && known.lists().containsKey(list)
        ? "list('" + list + "') || " + expression
        : expression;
  }

  /// Of customers who may be there and of one who is not.
  private Set<String> ids() {
    Set<String> ids = new TreeSet<>(Set.of("nobody"));
    for (int left = random.nextInt(customers); left > 0; left--) {
      ids.add("customer-" + random.nextInt(customers));
    }
    return ids;
  }
}
