package io.lamella.server.klaviyo;

import io.lamella.engine.query.Field;
import io.lamella.server.klaviyo.json.JsonPart;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `profile-property`, and what the properties of profiles are called.
final class Properties {
  private static final Pattern PART =
      Pattern.compile("(location|properties)\\[(['\"])(.+)\\2\\]", Pattern.DOTALL);

  private Properties() {}

  /// `profile-property`, `profile-attribute` in an earlier revision.
  static Meaning read(JsonPart part, Context context) {
    String name = part.either("property", "field");
    String property = part.text(name);
    Optional<String> attribute = attribute(property, context.names());
    if (attribute.isEmpty() && !property.isEmpty()) {
      part.fault(
          name,
          JsonPart.quoted(property)
              + " is no property of a profile; expected one of "
              + String.join(", ", DefaultNames.OF_PROFILE)
              + ", location['city'] and its like, properties['any name']");
    }
    JsonPart filter = part.part("filter");
    return Meaning.exact(
        context.filter(
            filter.path(), filter, FilterForm.OF_PROFILE, Field.named(attribute.orElse(""))));
  }

  /// The attribute that a property became; empty if there is no such property.
  private static Optional<String> attribute(String property, NameMap names) {
    if (names.properties().containsKey(property)) {
      return Optional.ofNullable(names.properties().get(property));
    }
    if (DefaultNames.OF_PROFILE.contains(property)) {
      return Optional.of(names.attribute(property));
    }
    Matcher matcher = PART.matcher(property);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String quote = matcher.group(2);
    String inner = matcher.group(3).replace("\\" + quote, quote);
    if (matcher.group(1).equals("location")) {
      return DefaultNames.OF_LOCATION.contains(inner)
          ? Optional.of(names.attribute(inner))
          : Optional.empty();
    }
    return Optional.of(names.properties().getOrDefault(inner, DefaultNames.ownProperty(inner)));
  }
}
