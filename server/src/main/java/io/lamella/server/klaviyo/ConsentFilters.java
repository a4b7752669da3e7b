package io.lamella.server.klaviyo;

import io.lamella.engine.query.Field;
import io.lamella.engine.query.Predicate;
import io.lamella.server.klaviyo.json.JsonPart;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The filters of a consent: when, how, and whether confirmed. All of them must hold.
final class ConsentFilters {
  static final List<String> SUPPRESSION =
      List.of("bounce_date", "manual_suppression_date", "invalid_email_date");

  private static final String METHOD = "method";
  private static final String DOUBLE_OPT_IN = "is_double_opt_in";

  /// What a filter on the method may say beside it.
  enum Detail {
    NONE,
    EQUALS,
    SOME_OF,
    SHOPIFY,
    CONSTANT_CONTACT
  }

  /// What a field asks, of which attribute.
  private record Asked(ConsentNames name, Set<FilterForm> forms) {}

  private static final Map<String, Asked> FIELDS =
      Map.of(
          DOUBLE_OPT_IN,
          new Asked(ConsentNames.DOUBLE_OPT_IN, EnumSet.of(FilterForm.BOOLEAN)),
          "is_rcs_capable",
          new Asked(ConsentNames.RCS_CAPABLE, EnumSet.of(FilterForm.BOOLEAN)),
          "status_date",
          new Asked(ConsentNames.STATUS_DATE, FilterForm.DATES),
          "custom_source",
          new Asked(ConsentNames.CUSTOM_SOURCE, EnumSet.of(FilterForm.TEXT_EQUALS)),
          "bounce_date",
          new Asked(ConsentNames.BOUNCE_DATE, FilterForm.OF_SUPPRESSION),
          "manual_suppression_date",
          new Asked(ConsentNames.MANUAL_SUPPRESSION_DATE, FilterForm.OF_SUPPRESSION),
          "invalid_email_date",
          new Asked(ConsentNames.INVALID_DATE, FilterForm.OF_SUPPRESSION),
          "effective_date",
          new Asked(ConsentNames.EFFECTIVE_DATE, FilterForm.DATES),
          "recorded_date",
          new Asked(ConsentNames.RECORDED_DATE, FilterForm.DATES));

  private ConsentFilters() {}

  /// The filters of a status.
  static List<Predicate> read(
      JsonPart status, String channel, ConsentRules rules, Context context) {
    List<Predicate> terms = new ArrayList<>();
    if (rules.fields().isEmpty() && rules.methods().isEmpty()) {
      status.mayBeMissing("filters");
      if (status.has("filters") && !status.isEmpty("filters")) {
        status.fault("filters", "nothing is asked further of " + rules.subscription() + " here");
      }
      return terms;
    }
    List<String> fields = new ArrayList<>(rules.fields());
    if (!rules.methods().isEmpty()) {
      fields.add(METHOD);
    }
    for (JsonPart filter : status.optionalParts("filters")) {
      terms.add(read(filter, channel, fields, METHOD, rules.methods(), context));
    }
    return terms;
  }

  /// One filter.
  ///
  /// @param method what the field of the method is called
  static Predicate read(
      JsonPart part,
      String channel,
      List<String> fields,
      String method,
      Map<String, Detail> methods,
      Context context) {
    Optional<String> field = field(part, fields);
    if (field.isEmpty()) {
      part.forgive();
      return new Predicate.Nobody();
    }
    Predicate predicate;
    if (field.get().equals(method)) {
      predicate = method(part, channel, methods, context);
    } else {
      Asked asked =
          FIELDS.getOrDefault(field.get(), new Asked(ConsentNames.STATUS_DATE, FilterForm.DATES));
      predicate =
          context.filter(
              part.path(),
              part.part("filter"),
              asked.forms(),
              context.attribute(asked.name().of(channel)));
    }
    part.close();
    return predicate;
  }

  private static Optional<String> field(JsonPart part, List<String> fields) {
    if (fields.contains(DOUBLE_OPT_IN) && part.isText("field", "is_double_optin")) {
      part.mayBeMissing("field");
      return Optional.of(DOUBLE_OPT_IN);
    }
    return part.knownWord("field", fields);
  }

  private static Predicate method(
      JsonPart part, String channel, Map<String, Detail> methods, Context context) {
    Optional<String> known = part.knownWord(METHOD, methods.keySet().stream().sorted().toList());
    if (known.isEmpty()) {
      part.forgive();
      return new Predicate.Nobody();
    }
    String method = known.get();
    Detail detail = methods.getOrDefault(method, Detail.NONE);
    Predicate equal = Make.equal(context.attribute(ConsentNames.METHOD.of(channel)), method);
    Field field = context.attribute(ConsentNames.METHOD_DETAIL.of(channel));
    Optional<Meaning> more =
        switch (detail) {
          case NONE -> {
            part.mayBeNull("filter");
            yield Optional.empty();
          }
          case EQUALS ->
              part.optionalPart("filter")
                  .map(filter -> detail(filter, FilterForm.TEXT_EQUALS, field, context));
          case SOME_OF ->
              part.optionalPart("filter")
                  .map(filter -> detail(filter, FilterForm.TEXT_IN, field, context));
          case SHOPIFY -> Optional.of(integration(part.part("filter"), "shopify", field));
          case CONSTANT_CONTACT ->
              Optional.of(integration(part.part("filter"), "constant_contact", field));
        };
    Meaning meaning =
        more.map(beside ->
                new Meaning(
                    beside.fidelity() == Fidelity.IMPOSSIBLE
                        ? beside.predicate()
                        : Make.all(equal, beside.predicate()),
                    beside.fidelity(),
                    beside.notes()))
            .orElseGet(() -> Meaning.exact(equal));
    context.report().part(part.path(), meaning);
    return meaning.predicate();
  }

  private static Meaning detail(JsonPart filter, FilterForm form, Field field, Context context) {
    return context.filters().of(FilterReader.read(filter, EnumSet.of(form)), field);
  }

  private static Meaning integration(JsonPart filter, String name, Field field) {
    filter.word("type", List.of("string"));
    filter.word("operator", List.of("in"));
    List<String> values = filter.words("value", List.of(name));
    filter.close();
    return Meaning.exact(Make.oneOf(field, values));
  }
}
