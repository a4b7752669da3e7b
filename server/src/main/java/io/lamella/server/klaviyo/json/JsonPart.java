package io.lamella.server.klaviyo.json;

import io.lamella.engine.query.Suggestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An object of a document, and where it stands. Whoever reads it asks for its fields by name; what
/// is missing or of another kind is a fault and stands in for by something harmless, so that all
/// other faults are found too. [#close] tells of the fields that nobody asked for.
public final class JsonPart {
  private static final int MAX_QUOTED = 60;

  private final Json.Obj object;
  private final String path;
  private final PathFaults faults;
  private final Set<String> asked = new LinkedHashSet<>();

  /// Whether it stands in for an object that is not there, which was told already: its fields are
  /// not missed.
  private final boolean forgiving;

  private JsonPart(Json.Obj object, String path, PathFaults faults, boolean forgiving) {
    this.object = object;
    this.path = path;
    this.faults = faults;
    this.forgiving = forgiving;
  }

  /// The value as an object; another kind is a fault and reads as one without fields.
  public static JsonPart of(Json value, String path, PathFaults faults) {
    if (value instanceof Json.Obj object) {
      return new JsonPart(object, path, faults, false);
    }
    faults.add(path, "an object is needed, not " + value.label());
    return standIn(path, faults);
  }

  public String path() {
    return path;
  }

  /// The path of a field.
  public String path(String name) {
    return Paths.field(path, name);
  }

  /// The names of all fields, in order.
  public Set<String> names() {
    return object.fields().keySet();
  }

  /// Whether the field is there, and not null.
  public boolean has(String name) {
    return object.fields().containsKey(name) && !(object.fields().get(name) instanceof Json.Null);
  }

  /// Whether the field is this very string.
  public boolean isText(String name, String text) {
    return object.fields().get(name) instanceof Json.Str(String value) && value.equals(text);
  }

  /// Whether the field is an object or a list with nothing in it.
  public boolean isEmpty(String name) {
    return switch (object.fields().get(name)) {
      case Json.Obj(var fields) -> fields.isEmpty();
      case Json.Arr(var items) -> items.isEmpty();
      case null, default -> false;
    };
  }

  /// Notes a fault of a field.
  public void fault(String name, String message) {
    faults.add(path(name), message);
  }

  /// The name under which a field stands that was called otherwise in an earlier revision.
  public String either(String name, String earlier) {
    boolean both = object.fields().containsKey(name) && object.fields().containsKey(earlier);
    if (both) {
      asked.add(earlier);
      fault(earlier, "given twice: as " + name + ", too, which is its name today");
    }
    return !both && object.fields().containsKey(earlier) ? earlier : name;
  }

  /// A string that must be there and not empty.
  public String text(String name) {
    Optional<String> text = nullableText(name);
    if (text.isEmpty() && isNull(name)) {
      fault(name, "a string is needed, not null");
    } else if (text.isPresent() && text.get().isEmpty()) {
      fault(name, "a string that is not empty is needed");
    }
    return text.orElse("");
  }

  /// A string or null, which is empty; it must be there.
  public Optional<String> nullableText(String name) {
    return value(name)
        .flatMap(value -> {
          if (value instanceof Json.Str(String text)) {
            return Optional.of(text);
          }
          if (!(value instanceof Json.Null)) {
            fault(name, "a string is needed, not " + value.label());
          }
          return Optional.empty();
        });
  }

  /// One of the words; the first of them if it is none.
  public String word(String name, Collection<String> words) {
    return knownWord(name, words).orElseGet(() -> words.iterator().next());
  }

  /// One of the words, on which it depends what the other fields are: if it is none of them,
  /// nothing is said of the others.
  public Optional<String> knownWord(String name, Collection<String> words) {
    Optional<Json> value = value(name);
    if (value.isPresent() && value.get() instanceof Json.Str(String text)) {
      if (words.contains(text)) {
        return Optional.of(text);
      }
      fault(name, notOneOf(text, words));
    } else {
      value.ifPresent(other ->
          fault(name, "a string is needed, not " + other.label() + "; " + expected(words)));
    }
    return Optional.empty();
  }

  /// `'x' is none of these; did you mean …? expected one of …`.
  public static String notOneOf(String text, Collection<String> words) {
    String meant = Suggestion.didYouMean(text, words);
    if (meant.isEmpty()) {
      // Words that people make up by putting something before or behind a real one.
      meant =
          words.stream()
              .filter(word -> word.length() > 3 && text.contains(word))
              .max(Comparator.comparingInt(String::length))
              .map(word -> "; did you mean '" + word + "'?")
              .orElse("");
    }
    return quoted(text) + " is not known here" + continued(meant) + expected(words);
  }

  /// `expected one of a, b`, or the one there is.
  public static String expected(Collection<String> words) {
    return (words.size() == 1 ? "expected " : "expected one of ") + String.join(", ", words);
  }

  /// `true` or `false`.
  public boolean bool(String name) {
    Optional<Json> value = value(name);
    if (value.isPresent() && value.get() instanceof Json.Bool(boolean bool)) {
      return bool;
    }
    value.ifPresent(other -> fault(name, "true or false is needed, not " + other.label()));
    return false;
  }

  /// A number.
  public BigDecimal number(String name) {
    Optional<Json> value = value(name);
    if (value.isPresent() && value.get() instanceof Json.Num(BigDecimal number)) {
      return number;
    }
    value.ifPresent(other -> fault(name, "a number is needed, not " + other.label()));
    return BigDecimal.ONE;
  }

  /// A whole number of the range; its low end if it is none.
  public long whole(String name, long low, long high) {
    BigDecimal number = number(name);
    boolean inRange =
        number.stripTrailingZeros().scale() <= 0
            && number.compareTo(BigDecimal.valueOf(low)) >= 0
            && number.compareTo(BigDecimal.valueOf(high)) <= 0;
    if (inRange) {
      return number.longValue();
    }
    fault(
        name,
        "a whole number from " + low + " to " + high + " is needed: " + number.toPlainString());
    return low;
  }

  /// Any value that must be there.
  public Optional<Json> value(String name) {
    asked.add(name);
    Json value = object.fields().get(name);
    if (value == null && !forgiving) {
      fault(name, "missing");
    }
    return Optional.ofNullable(value);
  }

  /// An object that must be there.
  public JsonPart part(String name) {
    return value(name)
        .map(value -> of(value, path(name), faults))
        .orElseGet(() -> standIn(path(name), faults));
  }

  /// An object that may be missing or null.
  public Optional<JsonPart> optionalPart(String name) {
    asked.add(name);
    return has(name) ? Optional.of(part(name)) : Optional.empty();
  }

  /// A list of objects that must be there.
  public List<JsonPart> parts(String name) {
    List<JsonPart> parts = new ArrayList<>();
    for (Json item : items(name)) {
      parts.add(of(item, Paths.item(path(name), parts.size()), faults));
    }
    return parts;
  }

  /// A list of objects; none where it is missing or null.
  public List<JsonPart> optionalParts(String name) {
    asked.add(name);
    return has(name) ? parts(name) : List.of();
  }

  /// A list of strings that must be there.
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    int number = 0;
    for (Json item : items(name)) {
      if (item instanceof Json.Str(String text)) {
        texts.add(text);
      } else {
        faults.add(Paths.item(path(name), number), "a string is needed, not " + item.label());
      }
      number++;
    }
    return texts;
  }

  /// A list of words, each one of these.
  public List<String> words(String name, Collection<String> words) {
    List<String> texts = texts(name);
    for (int i = 0; i < texts.size(); i++) {
      if (!words.contains(texts.get(i))) {
        faults.add(Paths.item(path(name), i), notOneOf(texts.get(i), words));
      }
    }
    return texts;
  }

  private List<Json> items(String name) {
    Optional<Json> value = value(name);
    if (value.isPresent() && value.get() instanceof Json.Arr(List<Json> items)) {
      return items;
    }
    value.ifPresent(other -> fault(name, "a list is needed, not " + other.label()));
    return List.of();
  }

  /// Whether the field is there, and null.
  public boolean isNull(String name) {
    return object.fields().get(name) instanceof Json.Null;
  }

  /// The names of fields that nobody asked for.
  public List<String> unasked() {
    return names().stream().filter(name -> !asked.contains(name)).toList();
  }

  /// A field that may stand here, and need not.
  public void mayBeMissing(String name) {
    asked.add(name);
  }

  /// A field that may stand here if it is null.
  public void mayBeNull(String name) {
    if (isNull(name)) {
      asked.add(name);
    }
  }

  /// Notes that a list has nothing in it, unless it is no list, which was told already.
  public void emptyFault(String name, String message) {
    if (isEmpty(name)) {
      fault(name, message);
    }
  }

  /// Takes all fields for asked: they belong to what was told to be unknown.
  public void forgive() {
    asked.addAll(names());
  }

  /// Tells of the fields that nobody asked for: what they would mean is not known, so they may not
  /// be left out in silence.
  public void close() {
    for (String name : unasked()) {
      fault(
          name,
          "no field of this object"
              + continued(Suggestion.didYouMean(name, asked))
              + expected(asked.stream().sorted().toList()));
    }
  }

  private static JsonPart standIn(String path, PathFaults faults) {
    return new JsonPart(new Json.Obj(Map.of()), path, faults, true);
  }

  /// A text as messages quote it, its beginning if it is long.
  public static String quoted(String text) {
    return "'" + (text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "...") + "'";
  }

  /// What follows a suggestion, or the lack of one.
  private static String continued(String meant) {
    return meant.isEmpty() ? "; " : meant + " ";
  }
}
