package io.lamella.bench.dictionary;

import io.lamella.bench.Figure;
import io.lamella.bench.Timing;
import io.lamella.bench.Trial;
import io.lamella.engine.catalog.ChronicleCustomerDictionary;
import io.lamella.engine.catalog.CustomerDictionary;
import io.lamella.engine.catalog.TableCustomerDictionary;
import io.lamella.engine.index.Customers;
import io.lamella.engine.memory.MemoryBudget;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/// The two customer dictionaries on the same ids: what a customer takes beside the ids that the
/// engine keeps anyhow; how fast ids are put, found and missed; how long until ids are found after
/// a clean stop, the page cache warm, and after any other. Lamella is the table, the rival the
/// chain of Chronicle Maps in files.
///
/// @param size how many customers
public record Dictionaries(int size, Timing timing, Consumer<Figure> out, Consumer<Trial> trials) {
  private static final long SEED = 13;
  private static final int ASKED = 1 << 20;
  private static final long BUDGET_BYTES = 16L << 30;

  /// Every customer put, with the time all and the longest took.
  private record Filled(double nanosEach, double longestNanos) {}

  /// Measures both.
  public void measure() throws IOException {
    var budget = new MemoryBudget(BUDGET_BYTES);
    Path folder = Files.createTempDirectory("lamella-dictionary");
    try (var customers = new Customers(budget)) {
      for (int ordinal = 0; ordinal < size; ordinal++) {
        customers.add(id("user-", ordinal));
      }
      measure(budget, customers, folder);
    } finally {
      delete(folder);
    }
  }

  private void measure(MemoryBudget budget, Customers customers, Path folder) throws IOException {
    // First, while nothing is compiled, as after a real start.
    double tableStart = startOfTable(budget, customers);
    double chronicleFirst = firstOfChronicle(budget);
    report("dictionary.first", startOfOne(budget, customers), chronicleFirst);
    try (var table = new TableCustomerDictionary(budget, customers)) {
      try (var chronicle = ChronicleCustomerDictionary.open(budget, folder, 0)) {
        Filled ours = fill(table, customers);
        Filled theirs = fill(chronicle, customers);
        report("dictionary.put", ours.nanosEach, theirs.nanosEach);
        report("dictionary.put.longest", ours.longestNanos, theirs.longestNanos);
        out.accept(
            Figure.sizeEach(
                "dictionary.bytes",
                (double) table.sizeBytes() / size,
                (double) chronicle.sizeBytes() / size));
        byte[][] present = asked("user-");
        byte[][] absent = asked("none-");
        report("dictionary.find", find(table, present), find(chronicle, present));
        report("dictionary.miss", find(table, absent), find(chronicle, absent));
        chronicle.close(size);
      }
    }
    report("dictionary.start.clean", tableStart, startOfChronicle(budget, customers, folder));
    // The files were opened and not closed cleanly.
    report("dictionary.start.unclean", tableStart, startOfChronicle(budget, customers, folder));
  }

  private void report(String name, double nanos, double rivalNanos) {
    out.accept(Figure.beside(name, nanos, rivalNanos));
    trials.accept(new Trial(name, "table", nanos));
    trials.accept(new Trial(name, "chronicle", rivalNanos));
  }

  private double startOfTable(MemoryBudget budget, Customers customers) {
    long start = System.nanoTime();
    try (var table = new TableCustomerDictionary(budget, customers)) {
      table.rebuild(size, _ -> false);
      findFirst(table);
      return System.nanoTime() - start;
    }
  }

  private static double startOfOne(MemoryBudget budget, Customers customers) {
    long start = System.nanoTime();
    try (var table = new TableCustomerDictionary(budget, customers)) {
      table.put(id("user-", 0), 0);
      findFirst(table);
      return System.nanoTime() - start;
    }
  }

  /// What the first map of a process takes, whose classes are compiled.
  private static double firstOfChronicle(MemoryBudget budget) {
    long start = System.nanoTime();
    try (var chronicle = new ChronicleCustomerDictionary(budget)) {
      chronicle.put(id("user-", 0), 0);
      findFirst(chronicle);
      return System.nanoTime() - start;
    }
  }

  private double startOfChronicle(MemoryBudget budget, Customers customers, Path folder)
      throws IOException {
    long start = System.nanoTime();
    try (var chronicle = ChronicleCustomerDictionary.open(budget, folder, size)) {
      if (chronicle.isEmpty()) {
        for (int ordinal = 0; ordinal < size; ordinal++) {
          chronicle.put(customers.id(ordinal), ordinal);
        }
      }
      findFirst(chronicle);
      return System.nanoTime() - start;
    }
  }

  private static void findFirst(CustomerDictionary dictionary) {
    check(dictionary.find(id("user-", 0)), 0);
  }

  private Filled fill(CustomerDictionary dictionary, Customers customers) {
    long longest = 0;
    long begin = System.nanoTime();
    long before = begin;
    for (int ordinal = 0; ordinal < size; ordinal++) {
      dictionary.put(customers.id(ordinal), ordinal);
      long now = System.nanoTime();
      longest = Math.max(longest, now - before);
      before = now;
    }
    check(dictionary.size(), size);
    return new Filled((double) (before - begin) / size, longest);
  }

  private byte[][] asked(String prefix) {
    var random = new SplittableRandom(SEED);
    byte[][] ids = new byte[ASKED][];
    for (int i = 0; i < ASKED; i++) {
      ids[i] = id(prefix, random.nextInt(size));
    }
    return ids;
  }

  /// Nanoseconds an id.
  private double find(CustomerDictionary dictionary, byte[][] ids) {
    double nanos = timing.brief().median("find", sum(dictionary, ids), () -> sum(dictionary, ids));
    return nanos / ids.length;
  }

  private static long sum(CustomerDictionary dictionary, byte[][] ids) {
    long sum = 0;
    for (byte[] id : ids) {
      sum += dictionary.find(id);
    }
    return sum;
  }

  private static void check(long actual, long expected) {
    if (actual != expected) {
      throw new IllegalStateException("expected=" + expected + ", actual=" + actual);
    }
  }

  /// An id of 6 to 16 bytes.
  private static byte[] id(String prefix, int ordinal) {
    return (prefix + ordinal * 7_919L).getBytes(StandardCharsets.UTF_8);
  }

  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
