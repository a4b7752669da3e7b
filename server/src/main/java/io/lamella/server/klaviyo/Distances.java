package io.lamella.server.klaviyo;

import io.lamella.server.klaviyo.json.JsonPart;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// `profile-postal-code-distance`: who lives near a postal code. Lamella knows places, not postal
/// codes; a map says where they are.
final class Distances {
  private Distances() {}

  static Meaning read(JsonPart part, Context context) {
    String country = part.text("country_code");
    String code = part.text("postal_code");
    String _ = part.word("unit", List.of("kilometers", "miles"));
    JsonPart filter = part.part("filter");
    String _ = filter.word("type", List.of("numeric"));
    String _ = filter.word("operator", List.of("less-than", "greater-than"));
    BigDecimal value = FilterReader.number(filter, "value");
    if (value.signum() <= 0) {
      filter.fault("value", "a distance above 0 is needed: " + value.toPlainString());
    }
    filter.close();
    String key = country + " " + code;
    Optional<NameMap.Point> point = Optional.ofNullable(context.names().postalCodes().get(key));
    if (point.isEmpty()) {
      return Meaning.impossible(
          "where postal codes lie is not known here; add '"
              + key
              + "': [latitude, longitude] to postal_codes of the map");
    }
    return Meaning.impossible("distances cannot be asked for");
  }
}
