package io.lamella.server.cli;

import io.lamella.v1.Attribute;
import io.lamella.v1.Behaviour;
import io.lamella.v1.CatalogServiceGrpc;
import io.lamella.v1.GetCatalogRequest;
import io.lamella.v1.GetCatalogResponse;
import io.lamella.v1.ValueType;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `lamella catalog`.
@Command(
    name = "catalog",
    description = "Lists attributes, behaviours and their properties.",
    mixinStandardHelpOptions = true)
final class CatalogCommand implements Runnable {
  @Mixin private Connection connection = new Connection();
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    GetCatalogRequest request =
        GetCatalogRequest.newBuilder().setWorkspace(connection.workspace()).build();
    print(
        connection.with(
            channel -> CatalogServiceGrpc.newBlockingStub(channel).getCatalog(request)));
  }

  private void print(GetCatalogResponse catalog) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        Output.number(catalog.getPopulation())
            + " customers, snapshot "
            + catalog.getSnapshot()
            + ", time zone "
            + catalog.getSettings().getTimeZone());
    for (Attribute attribute : catalog.getAttributesList()) {
      out.println(
          String.format(
              Locale.ROOT,
              "  %-24s %-8s %12s have it%s",
              attribute.getName(),
              label(attribute.getType()),
              Output.number(attribute.getCustomers()),
              attribute.getDistinctValues() == 0
                  ? ""
                  : ", " + Output.number(attribute.getDistinctValues()) + " distinct"));
    }
    for (Behaviour behaviour : catalog.getBehavioursList()) {
      out.println(
          String.format(
              Locale.ROOT,
              "  did %-20s %12s events, %s to %s",
              "'" + behaviour.getName() + "'",
              Output.number(behaviour.getEvents()),
              behaviour.getFirstDay(),
              behaviour.getLastDay()));
      if (behaviour.getPropertiesCount() > 0) {
        out.println(
            "      "
                + behaviour.getPropertiesList().stream()
                    .map(property -> property.getName() + ":" + label(property.getType()))
                    .collect(Collectors.joining(", ")));
      }
    }
    out.println(Output.memory(catalog.getMemory()));
    out.flush();
  }

  /// `keyword`.
  static String label(ValueType type) {
    return type.name().replace("VALUE_TYPE_", "").toLowerCase(Locale.ROOT);
  }
}
