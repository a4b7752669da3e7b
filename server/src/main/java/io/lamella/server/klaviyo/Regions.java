package io.lamella.server.klaviyo;

import io.lamella.engine.query.Field;
import io.lamella.engine.query.Predicate;
import io.lamella.server.klaviyo.json.JsonPart;
import java.util.List;
import java.util.Map;

/// Klaviyo's regions, as countries.
final class Regions {
  static final List<String> KNOWN = List.of("european_union", "united_states");

  /// As Klaviyo writes countries, in English.
  private static final Map<String, List<String>> COUNTRIES =
      Map.of(
          "european_union",
          List.of(
              "Austria",
              "Belgium",
              "Bulgaria",
              "Croatia",
              "Cyprus",
              "Czech Republic",
              "Czechia",
              "Denmark",
              "Estonia",
              "Finland",
              "France",
              "Germany",
              "Greece",
              "Hungary",
              "Ireland",
              "Italy",
              "Latvia",
              "Lithuania",
              "Luxembourg",
              "Malta",
              "Netherlands",
              "Poland",
              "Portugal",
              "Romania",
              "Slovakia",
              "Slovenia",
              "Spain",
              "Sweden"),
          "united_states",
          List.of("United States"));

  private Regions() {}

  /// `profile-region`.
  static Meaning read(JsonPart part, NameMap names) {
    boolean in = part.bool("in_region");
    String region = part.word(part.either("region", "region_id"), KNOWN);
    Field country = Field.named(names.attribute("country"));
    List<String> countries =
        names.regions().getOrDefault(region, COUNTRIES.getOrDefault(region, List.of()));
    Predicate inside = Make.oneOf(country, countries);
    return Meaning.approximated(
        in ? inside : Make.not(inside),
        "by the country's name"
            + (in ? "" : ", everybody without one included")
            + "; Klaviyo looks up the place itself");
  }
}
