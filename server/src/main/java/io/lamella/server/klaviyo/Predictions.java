package io.lamella.server.klaviyo;

import io.lamella.engine.query.Comparison;
import io.lamella.engine.query.Field;
import io.lamella.engine.query.Literal;
import io.lamella.engine.query.Predicate;
import io.lamella.server.klaviyo.json.JsonPart;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// `profile-predictive-analytics`: what Klaviyo predicts, loaded as attributes of the same names.
final class Predictions {
  private static final List<String> EQUALS = List.of("equals", "not-equals");

  private Predictions() {}

  static Meaning read(JsonPart part, Context context) {
    List<String> dimensions = new ArrayList<>(DefaultNames.PREDICTED_NUMBERS);
    dimensions.addAll(
        List.of(DefaultNames.PREDICTED_DATE, DefaultNames.PREDICTED_GENDER, DefaultNames.AFFINITY));
    String dimension = part.word("dimension", dimensions);
    if (dimension.equals(DefaultNames.AFFINITY)) {
      return affinity(part, context);
    }
    Field field = context.attribute(dimension);
    JsonPart filter = part.part("filter");
    if (dimension.equals(DefaultNames.PREDICTED_GENDER)) {
      return word(
          filter, List.of("likely_female", "likely_male", "uncertain"), EQUALS, field, context);
    }
    return Meaning.exact(
        context.filter(
            filter.path(),
            filter,
            dimension.equals(DefaultNames.PREDICTED_DATE)
                ? FilterForm.DATES
                : EnumSet.of(FilterForm.NUMBER),
            field));
  }

  private static Meaning affinity(JsonPart part, Context context) {
    String measurement = part.word("measurement", List.of("priority", "rank"));
    String channel = part.word("predicted_channel", DefaultNames.AFFINITY_CHANNELS);
    Field field = context.attribute(DefaultNames.affinity(channel, measurement));
    JsonPart filter = part.part("filter");
    if (measurement.equals("rank")) {
      return word(filter, List.of("high", "medium", "low"), EQUALS, field, context);
    }
    filter.word("type", List.of("numeric"));
    filter.word("operator", List.of("equals"));
    Predicate predicate =
        Make.compares(field, Comparison.EQUAL, Make.number(FilterReader.whole(filter, "value")));
    filter.close();
    context.report().part(filter.path(), Meaning.exact(predicate));
    return Meaning.exact(predicate);
  }

  /// A filter whose value is one of some words.
  private static Meaning word(
      JsonPart filter, List<String> words, List<String> operators, Field field, Context context) {
    filter.word("type", List.of("string"));
    boolean equals = filter.word("operator", operators).equals("equals");
    Literal word = new Literal.Text(filter.word("value", words));
    filter.close();
    Predicate predicate =
        Make.compares(field, equals ? Comparison.EQUAL : Comparison.NOT_EQUAL, word);
    context.report().part(filter.path(), Meaning.exact(predicate));
    return Meaning.exact(predicate);
  }
}
