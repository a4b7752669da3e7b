package io.lamella.engine.query.text;

import io.lamella.engine.query.Suggestion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The functions of the language, each with how it is written.
final class Functions {
  private static final Map<String, String> EXAMPLES = Collections.unmodifiableMap(examples());

  private Functions() {}

  private static Map<String, String> examples() {
    Map<String, String> examples = new LinkedHashMap<>();
    examples.put("did", "did('purchase')");
    examples.put("has", "has(country); a member of a set is asked for by 'vip' in tags");
    examples.put("size", "size(tags) >= 2");
    examples.put("everyone", "everyone()");
    examples.put("nobody", "nobody()");
    for (String name : new String[] {"atLeast", "atMost", "exactly"}) {
      examples.put(name, name + "(2, [subscribed, has(age), has(city)])");
    }
    examples.put("sample", "sample(10, 'spring')");
    examples.put("near", "near(home, 51.5074, -0.1278, '25km')");
    examples.put("inside", "inside(home, [[51.2, -0.6], [51.8, -0.6], [51.5, 0.4]])");
    examples.put("segment", "segment('VIP')");
    examples.put("list", "list('newsletter')");
    for (String name :
        new String[] {"startsWith", "endsWith", "contains", "matches", "equalsIgnoreCase"}) {
      examples.put(name, "email." + name + "('example')");
    }
    for (String name : new String[] {"containsAny", "containsAll"}) {
      examples.put(name, "tags." + name + "(['vip', 'new'])");
    }
    examples.put("month", "birthday.month() == 5");
    examples.put("weekday", "signed_up.weekday() in [6, 7]");
    examples.put("hour", "instant.hour() >= 18");
    examples.put("anniversary", "birthday.anniversary() in next('7d')");
    examples.put("where", "did('purchase').where(amount > 50)");
    examples.put("within", "did('purchase').within(last('14d'))");
    for (String name :
        new String[] {"followedBy", "notFollowedBy", "precededBy", "notPrecededBy"}) {
      examples.put(name, "did('cart')." + name + "(did('purchase'), '4h')");
    }
    for (String name : new String[] {"count", "days", "weeks", "months"}) {
      examples.put(name, "did('purchase')." + name + "() >= 2");
    }
    for (String name : new String[] {"sum", "avg", "min", "max", "distinct"}) {
      examples.put(name, "did('purchase')." + name + "(amount) >= 2");
    }
    examples.put("first", "did('purchase').first() in last('30d')");
    examples.put("last", "last('30d') for a window, did('purchase').last() for an instant");
    examples.put("nth", "did('purchase').nth(2) in last('30d')");
    examples.put("per", "did('purchase').per(invoice).sum(amount) >= 1000");
    examples.put("ratio", "ratio(did('purchase').count(), did('viewed').count()) >= 0.5");
    for (String name : new String[] {"top", "bottom"}) {
      examples.put(name, name + "(5, did('purchase').sum(amount))");
    }
    examples.put("ago", "did('purchase').within(ago('90d', '30d'))");
    examples.put("next", "signed_up in next('7d')");
    examples.put("between", "signed_up in between(date('2026-01-01'), now())");
    examples.put("since", "signed_up in since(date('2026-01-01'))");
    examples.put("before", "signed_up in before(date('2026-01-01'))");
    examples.put("calendar", "signed_up in calendar('month', -1)");
    examples.put("date", "signed_up >= date('2026-01-31')");
    examples.put("timestamp", "signed_up >= timestamp('2026-01-31T09:30:00Z')");
    examples.put("now", "signed_up >= now() - '36h'");
    return examples;
  }

  /// Every function's name.
  static Set<String> names() {
    return EXAMPLES.keySet();
  }

  /// What is told of a function that is not there, or not where it stands.
  static String unknown(String name) {
    String example = EXAMPLES.get(name);
    return example == null
        ? "unknown function '" + name + "'" + Suggestion.didYouMean(name, names())
        : "'" + name + "' does not stand here; write " + example;
  }
}
