package io.lamella.server.klaviyo;

import io.lamella.engine.query.Distance;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Point;
import io.lamella.engine.query.Predicate;
import io.lamella.server.klaviyo.json.JsonPart;
import java.math.BigDecimal;
import java.util.List;

/// `profile-postal-code-distance`: who lives near a postal code. Where that lies is for the map to
/// say.
final class Distances {

  private Distances() {}

  static Meaning read(JsonPart part, Context context) {
    String country = part.text("country_code");
    String postalCode = part.text("postal_code");
    boolean miles = part.word("unit", List.of("kilometers", "miles")).equals("miles");
    JsonPart filter = part.part("filter");
    String _ = filter.word("type", List.of("numeric"));
    boolean beyond =
        filter.word("operator", List.of("less-than", "greater-than")).equals("greater-than");
    BigDecimal value = FilterReader.number(filter, "value");
    if (value.signum() <= 0) {
      filter.fault("value", "a distance above 0 is needed: " + value.toPlainString());
    }
    filter.close();
    var distance = new Distance(value, miles ? Distance.Unit.MILE : Distance.Unit.KILOMETRE);
    return context
        .names()
        .place(country, postalCode)
        .map(centre -> meaning(context.attribute(DefaultNames.LOCATION), centre, distance, beyond))
        .orElseGet(() ->
            Meaning.impossible(
                "Lamella does not know where postal codes lie; the map says so under"
                    + " postal_codes"));
  }

  private static Meaning meaning(Field field, Point centre, Distance distance, boolean beyond) {
    return Meaning.exact(Make.unless(beyond, field, new Predicate.Near(field, centre, distance)));
  }
}
