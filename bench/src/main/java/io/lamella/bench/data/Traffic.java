package io.lamella.bench.data;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// A shop's customers and their events of twenty behaviours over 90 days, in order of time, each
/// with three properties: a category, a sku of 10,000, an amount. A little skewed: half of the
/// events are of a third of the customers, and the first behaviours, categories and skus are the
/// frequent ones.
///
/// @param customers how many customers
/// @param events how many events in the 90 days
public record Traffic(int customers, long events, long seed) {
  /// The behaviours, the most frequent first.
  public static final List<String> BEHAVIOURS =
      List.of(
          "visit",
          "view",
          "search",
          "click",
          "open",
          "cart",
          "wish",
          "purchase",
          "review",
          "share",
          "login",
          "scan",
          "call",
          "chat",
          "return",
          "refund",
          "invite",
          "redeem",
          "subscribe",
          "unsubscribe");

  /// Days with events.
  public static final int DAYS = 90;

  /// The midnight after the last day.
  public static final Instant END = Instant.parse("2026-11-01T00:00:00Z");

  /// The start of the first day.
  public static final Instant START = END.minus(Duration.ofDays(DAYS));

  private static final int COUNTRIES = 40;
  private static final int CATEGORIES = 12;
  private static final int SKUS = 10_000;
  private static final int MAX_CENTS = 50_000;
  private static final int MIN_AGE = 18;
  private static final int AGES = 72;
  private static final List<String> PLANS = List.of("free", "silver", "gold", "trial");

  /// Spreads busy customers over all ordinals; a prime that is no factor of a round number.
  private static final long SPREAD = 982_451_653;

  public Traffic {
    if (customers < 1 || events < 1) {
      throw new IllegalArgumentException("customers=" + customers + ", events=" + events);
    }
  }

  /// A customer and its attributes; an empty string is no value.
  public record Customer(
      String id, String country, String plan, int age, boolean newsletter, boolean app) {}

  /// An event.
  ///
  /// @param cents the amount in hundredths
  public record Event(
      String customerId, String behaviour, long millis, String category, String sku, int cents) {
    /// The amount as a decimal.
    public String amount() {
      return cents / 100 + "." + cents / 10 % 10 + cents % 10;
    }

    /// When it happened.
    public Instant instant() {
      return Instant.ofEpochMilli(millis);
    }
  }

  /// The id of a customer by its number.
  public static String id(long number) {
    return String.format(Locale.ROOT, "c%08d", number);
  }

  /// One customer; the same one for a number each time.
  public Customer customer(int number) {
    var random = new SplittableRandom(seed + number * SPREAD);
    return new Customer(
        id(number),
        "C" + low(random, COUNTRIES, 2),
        PLANS.get(low(random, PLANS.size(), 2)),
        MIN_AGE + random.nextInt(AGES),
        random.nextInt(2) == 0,
        random.nextInt(10) < 3);
  }

  /// Makes events one after the other, of a seed of its own.
  public Maker maker(long stream) {
    return new Maker(new SplittableRandom(seed ^ stream * SPREAD));
  }

  /// When the n-th event of the 90 days happened.
  public long millis(long number) {
    return START.toEpochMilli()
        + (long) ((double) number / events * Duration.ofDays(DAYS).toMillis());
  }

  /// Makes events.
  public final class Maker {
    private static final String[] CATEGORY_NAMES = names("category-", CATEGORIES);
    private static final String[] SKU_NAMES = names("sku-", SKUS);
    private final SplittableRandom random;

    private Maker(SplittableRandom random) {
      this.random = random;
    }

    /// An event at an instant.
    public Event at(long millis) {
      long number = (long) (Math.pow(random.nextDouble(), 1.5) * customers);
      return new Event(
          id(number * SPREAD % customers),
          BEHAVIOURS.get(low(random, BEHAVIOURS.size(), 2)),
          millis,
          CATEGORY_NAMES[low(random, CATEGORIES, 1.5)],
          SKU_NAMES[low(random, SKUS, 2)],
          1 + random.nextInt(MAX_CENTS));
    }

    /// An event of the day after the 90; one in a hundred is up to two days late.
    public Event live(long number) {
      long late = random.nextInt(100) == 0 ? random.nextLong(Duration.ofDays(2).toMillis()) : 0;
      return at(END.toEpochMilli() + number % Duration.ofDays(1).toMillis() - late);
    }

    private static String[] names(String prefix, int count) {
      String[] names = new String[count];
      for (int i = 0; i < count; i++) {
        names[i] = prefix + i;
      }
      return names;
    }
  }

  /// A number below a limit, the more often the lower it is.
  private static int low(SplittableRandom random, int limit, double skew) {
    return (int) (Math.pow(random.nextDouble(), skew) * limit);
  }
}
