package io.lamella.server.mapping;

import io.lamella.engine.api.EngineException;
import io.lamella.engine.api.Fault;
import io.lamella.server.klaviyo.Conversion;
import io.lamella.server.klaviyo.Fidelity;
import io.lamella.server.klaviyo.Finding;
import io.lamella.server.klaviyo.KlaviyoImport;
import io.lamella.server.klaviyo.NameMap;
import io.lamella.server.klaviyo.NameMapReader;
import io.lamella.server.klaviyo.NotKlaviyoException;
import io.lamella.v1.ImportKlaviyoRequest;
import io.lamella.v1.ImportKlaviyoResponse;
import io.lamella.v1.KlaviyoFidelity;
import io.lamella.v1.KlaviyoFinding;
import java.util.List;

/// Segment definitions of Klaviyo's, over the wire.
public final class KlaviyoMapping {
  private static final EnumPairs<Fidelity, KlaviyoFidelity> FIDELITIES =
      EnumPairs.of(Fidelity.class, KlaviyoFidelity.class);

  private KlaviyoMapping() {}

  /// What a definition becomes.
  ///
  /// @throws EngineException `INVALID_ARGUMENT` with every fault of the definition or of the names,
  ///   each beginning with its path in the JSON
  public static ImportKlaviyoResponse convert(ImportKlaviyoRequest request) {
    Conversion conversion;
    try {
      NameMap names =
          request.getNames().isEmpty() ? NameMap.DEFAULT : NameMapReader.read(request.getNames());
      conversion = KlaviyoImport.convert(request.getDefinition(), names);
    } catch (NotKlaviyoException e) {
      throw refusal(e);
    }
    return ImportKlaviyoResponse.newBuilder()
        .setExpression(conversion.expression())
        .setPredicate(PredicateMapping.write(conversion.predicate()))
        .setFidelity(FIDELITIES.message(conversion.fidelity()))
        .addAllFindings(conversion.findings().stream().map(KlaviyoMapping::finding).toList())
        .build();
  }

  private static KlaviyoFinding finding(Finding finding) {
    return KlaviyoFinding.newBuilder()
        .setPath(finding.path())
        .setFidelity(FIDELITIES.message(finding.fidelity()))
        .setNote(finding.note())
        .setExpression(finding.expression())
        .build();
  }

  private static EngineException refusal(NotKlaviyoException refused) {
    String field = refused.source() == NotKlaviyoException.Source.NAMES ? "names" : "definition";
    List<Fault> faults =
        refused.faults().stream().map(fault -> new Fault(field, fault.toString())).toList();
    return new EngineException(
        EngineException.Code.INVALID_ARGUMENT, String.valueOf(refused.getMessage()), faults);
  }
}
