package io.lamella.server.klaviyo;

import io.lamella.server.klaviyo.json.JsonPart;
import java.math.BigDecimal;
import java.util.List;

/// `profile-postal-code-distance`: who lives near a postal code.
final class Distances {

  private Distances() {}

  static Meaning read(JsonPart part) {
    String _ = part.text("country_code");
    String _ = part.text("postal_code");
    String _ = part.word("unit", List.of("kilometers", "miles"));
    JsonPart filter = part.part("filter");
    String _ = filter.word("type", List.of("numeric"));
    String _ = filter.word("operator", List.of("less-than", "greater-than"));
    BigDecimal value = FilterReader.number(filter, "value");
    if (value.signum() <= 0) {
      filter.fault("value", "a distance above 0 is needed: " + value.toPlainString());
    }
    filter.close();
    return Meaning.impossible("Lamella does not know where postal codes lie");
  }
}
