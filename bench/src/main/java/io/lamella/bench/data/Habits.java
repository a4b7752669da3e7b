package io.lamella.bench.data;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Customers and their events of twenty behaviours over the 90 days before [Shoppers#NOW], ten
/// events a customer in all, at random: nothing follows from anything. Seven behaviours are asked
/// about, three of them with properties; the others are there because a shop has them.
///
/// @param size how many customers
public record Habits(int size, long seed) {
  /// One behaviour.
  ///
  /// @param perCustomer events in the 90 days
  /// @param properties by name
  public record Habit(String name, double perCustomer, List<Property> properties) {
    public Habit {
      properties = List.copyOf(properties);
    }
  }

  /// What an event has: a whole number, which stands for a word, or for hundredths.
  ///
  /// @param words from 0 on; none for hundredths, or for numbers as they are
  public record Property(String name, Kind kind, List<String> words) {
    public Property {
      words = List.copyOf(words);
    }

    /// As text.
    public String text(int value) {
      return switch (kind) {
        case WORD -> words.get(value);
        case NUMBERED -> name + "-" + value;
        case HUNDREDTHS -> value / 100 + "." + value / 10 % 10 + value % 10;
      };
    }
  }

  /// How the number of a property is read.
  public enum Kind {
    /// One of a few words.
    WORD,
    /// One of very many strings.
    NUMBERED,
    HUNDREDTHS
  }

  /// Takes events.
  public interface Visitor {
    /// @param values of the behaviour's properties, the same array each time
    void event(int customer, long millis, int[] values);
  }

  /// Days with events.
  public static final int DAYS = 90;

  /// How many points a customer can have, from 0.
  public static final int POINTS = 1_000_000;

  // Where homes lie, anywhere between, in 1e-7 degrees: western Europe.
  private static final int SOUTH = 440_000_000;
  private static final int NORTH = 560_000_000;
  private static final int WEST = -60_000_000;
  private static final int EAST = 140_000_000;

  private static final long LINES_AN_ORDER = 2;
  private static final int MAX_CENTS = 50_000;
  private static final int MESSAGES = 200;
  private static final int OTHERS = 13;
  private static final double SUPPRESSED = 0.05;

  private static final Property CATEGORY = word("category", "skincare", 12);
  private static final Property ORDER = new Property("order_id", Kind.NUMBERED, List.of());
  private static final Property AMOUNT = new Property("amount", Kind.HUNDREDTHS, List.of());
  private static final Property TOPIC = word("topic", "education", 8);
  private static final Property MESSAGE = new Property("message_id", Kind.NUMBERED, List.of());
  private static final Property COLLECTION = word("collection", "anti-aging", 10);

  public static final Habit PURCHASE = new Habit("purchase", 0.5, List.of(CATEGORY, ORDER, AMOUNT));
  public static final Habit CART = new Habit("cart", 0.6, List.of());
  public static final Habit CHECKOUT = new Habit("checkout", 0.6, List.of());
  public static final Habit VIEWED = new Habit("viewed", 1, List.of(COLLECTION));
  public static final Habit OPENED = new Habit("opened_email", 1, List.of(TOPIC, MESSAGE));
  public static final Habit CLICKED = new Habit("clicked_email", 0.3, List.of(TOPIC, MESSAGE));
  public static final Habit VISIT = new Habit("visit", 2, List.of());

  /// Those that are asked about.
  public static final List<Habit> ASKED =
      List.of(PURCHASE, CART, CHECKOUT, VIEWED, OPENED, CLICKED, VISIT);

  private static final double REST = 4;

  /// Those that are not.
  static final List<Habit> UNASKED =
      IntStream.range(0, OTHERS)
          .mapToObj(i -> new Habit("other-" + i, REST / OTHERS, List.of()))
          .toList();

  private static Property word(String name, String first, int count) {
    return new Property(
        name,
        Kind.WORD,
        IntStream.range(0, count).mapToObj(i -> i == 0 ? first : name + "-" + i).toList());
  }

  /// Takes customers.
  public interface CustomerVisitor {
    /// @param latitude of the home, in 1e-7 degrees
    /// @param longitude of the home, in 1e-7 degrees
    void customer(int number, boolean suppressed, int points, int latitude, int longitude);
  }

  /// Makes every customer.
  public void forEachCustomer(CustomerVisitor visitor) {
    var random = new SplittableRandom(seed);
    var homes = new SplittableRandom(~seed);
    for (int number = 0; number < size; number++) {
      visitor.customer(
          number,
          random.nextDouble() < SUPPRESSED,
          random.nextInt(POINTS),
          homes.nextInt(SOUTH, NORTH),
          homes.nextInt(WEST, EAST));
    }
  }

  /// Makes every event of a behaviour; the same ones each time.
  public void forEach(Habit habit, Visitor visitor) {
    var random = new SplittableRandom(seed ^ habit.name.hashCode() * 0x9E37_79B9_7F4A_7C15L);
    long events = (long) (size * habit.perCustomer);
    long start = Shoppers.NOW.minus(Duration.ofDays(DAYS)).toEpochMilli();
    int[] values = new int[habit.properties.size()];
    for (long i = 0; i < events; i++) {
      int customer = random.nextInt(size);
      long millis = start + random.nextLong(Duration.ofDays(DAYS).toMillis());
      for (int property = 0; property < values.length; property++) {
        values[property] = value(habit.properties.get(property), customer, random);
      }
      visitor.event(customer, millis, values);
    }
  }

  private static int value(Property property, int customer, SplittableRandom random) {
    return switch (property.kind) {
      case WORD -> random.nextInt(property.words.size());
      case HUNDREDTHS -> 1 + random.nextInt(MAX_CENTS);
      case NUMBERED ->
          property.equals(MESSAGE)
              ? random.nextInt(MESSAGES)
              : (int) (customer * LINES_AN_ORDER + random.nextLong(LINES_AN_ORDER));
    };
  }
}
