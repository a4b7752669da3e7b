package io.lamella.engine.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.WorkspaceLibrary;
import io.lamella.engine.api.Deadline;
import io.lamella.engine.api.Draft;
import io.lamella.engine.api.Expression;
import io.lamella.engine.api.StaticList;
import io.lamella.engine.api.Write;
import io.lamella.engine.query.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Saves random segments that name one another some levels deep, static lists and a partition, and
/// keeps the same in plain maps: of a segment its predicate, of a list its ids, of a partition its
/// stages. The same seed and population give the same library.
public final class RandomLibrary {
  /// A segment names only those of lower levels, so that none is made of itself.
  private static final int LEVELS = 3;

  private static final int SEGMENTS_A_LEVEL = 2;
  private static final int LISTS = 3;
  private static final String PARTITION = "life cycle";

  private final RandomPopulation population;
  private final Dice dice;
  private final Map<String, Predicate> segments = new TreeMap<>();
  private final Map<String, Set<String>> lists = new TreeMap<>();
  private final Map<String, List<Predicate>> partitions = new TreeMap<>();

  public RandomLibrary(long seed, RandomPopulation population) {
    this.population = population;
    dice = new Dice(seed);
  }

  /// Saves one segment of each level, a list of each kind and the partition: new, or in place of
  /// what has the name.
  ///
  /// @param customers whom the workspace holds now
  public void save(WorkspaceLibrary library, List<Customer> customers) {
    putList(library, customers);
    freeze(library, customers);
    for (int level = 0; level < LEVELS; level++) {
      String name = segment(level, dice.between(1, SEGMENTS_A_LEVEL));
      Predicate predicate = expressions(below(level)).next();
      library.putSegment(
          draft(name, segments.containsKey(name)),
          dice.chance(0.5) ? Opinions.tree(predicate) : Opinions.text(predicate));
      segments.put(name, predicate);
    }
    var random = expressions(kept());
    List<Predicate> stages = new ArrayList<>();
    for (int i = dice.between(1, 4); i > 0; i--) {
      stages.add(random.next());
    }
    List<Draft.StageDraft> drafts = new ArrayList<>();
    for (Predicate stage : stages) {
      drafts.add(new Draft.StageDraft("stage " + drafts.size(), Opinions.tree(stage)));
    }
    library.putPartition(draft(PARTITION, partitions.containsKey(PARTITION)), drafts);
    partitions.put(PARTITION, stages);
  }

  private void putList(WorkspaceLibrary library, List<Customer> customers) {
    String name = list(dice.between(1, LISTS));
    Set<String> members = new TreeSet<>();
    double share = dice.pick(0.0, 0.01, 0.3, 1.0);
    for (Customer customer : customers) {
      if (dice.chance(share)) {
        members.add(customer.id());
      }
    }
    List<String> ids = new ArrayList<>(members);
    ids.add("nobody has this id");
    StaticList.Counted list = library.putList(draft(name, lists.containsKey(name)), ids);
    assertThat(list.count()).as("list of ids in %s", population).isEqualTo(members.size());
    lists.put(name, members);
  }

  /// Of a query; of one that names lists and segments, too.
  private void freeze(WorkspaceLibrary library, List<Customer> customers) {
    String name = list(dice.between(1, LISTS));
    Predicate predicate = expressions(kept()).next();
    Expression expression = Opinions.tree(predicate);
    Set<String> members =
        new BruteForce(population.settings(), population.now(), kept())
            .members(predicate, customers);
    StaticList.Counted list =
        library.putList(
            draft(name, lists.containsKey(name)),
            expression,
            Optional.of(population.now()),
            Deadline.none());
    assertThat(list.count()).as("list of %s", predicate).isEqualTo(members.size());
    lists.put(name, members);
  }

  /// Who is erased leaves every list, whoever gets the id later.
  public void written(List<Write> batch) {
    for (Write write : batch) {
      if (write instanceof Write.Erase(String id)) {
        lists.values().forEach(members -> members.remove(id));
      }
    }
  }

  /// The segments and lists as they are now.
  public Kept kept() {
    return new Kept(segments, lists);
  }

  /// The partitions as they are now: the stages of each.
  public Map<String, List<Predicate>> partitions() {
    return partitions;
  }

  private Kept below(int level) {
    Map<String, Predicate> lower = new TreeMap<>(segments);
    lower.keySet().removeIf(name -> name.compareTo(segment(level, 0)) > 0);
    return new Kept(lower, lists);
  }

  private RandomExpressions expressions(Kept named) {
    return new RandomExpressions(dice.between(0, Long.MAX_VALUE - 1), population, named);
  }

  private static Draft draft(String name, boolean isKnown) {
    return isKnown ? Draft.of(name).replacing() : Draft.of(name);
  }

  private static String segment(int level, int number) {
    return "segment " + level + "." + number;
  }

  private static String list(int number) {
    return "it's \"日本\" " + number;
  }
}
