package io.lamella.server.cli;

import io.lamella.v1.NamedExpression;
import io.lamella.v1.OverlapRequest;
import io.lamella.v1.OverlapResponse;
import io.lamella.v1.RelationKind;
import io.lamella.v1.SegmentServiceGrpc;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella overlap NAME=EXPR...`.
@Command(
    name = "overlap",
    description =
        "Counts the customers that each pair of segments has in common, and says which segments are"
            + " the same or inside others.",
    mixinStandardHelpOptions = true)
final class OverlapCommand implements Runnable {
  private static final int WIDTH = 12;

  @Mixin private Connection connection = new Connection();
  @Mixin private AsOf asOf = new AsOf();
  @Mixin private Telling telling = new Telling();

  @Parameters(
      arity = "1..*",
      paramLabel = "NAME=EXPR",
      description = "Up to 500 segments, each with the name to print.")
  private List<String> segments = List.of();

  @Option(
      names = "--regions",
      description = "Shows who is in exactly which segments, too; of at most 12.")
  private boolean regions;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    OverlapRequest.Builder request =
        OverlapRequest.newBuilder().setWorkspace(connection.workspace()).setRegions(regions);
    asOf.timestamp().ifPresent(request::setAsOf);
    NamedExpressions.of(segments, "segment", spec)
        .forEach((name, expression) ->
            request.addExpressions(
                NamedExpression.newBuilder().setName(name).setExpression(expression)));
    OverlapResponse response =
        connection.with(
            channel -> SegmentServiceGrpc.newBlockingStub(channel).overlap(request.build()));
    for (OverlapResponse.Line line : response.getLinesList()) {
      Output.warn(spec.commandLine().getErr(), line.getWarningsList());
    }
    telling.tell(response, OverlapCommand::print);
  }

  private static void print(OverlapResponse response, PrintWriter out) {
    List<String> names = new ArrayList<>();
    List<List<Long>> counts = new ArrayList<>();
    for (OverlapResponse.Line line : response.getLinesList()) {
      names.add(line.getName());
      counts.add(line.getCountsList());
    }
    new Matrix(names, counts).print(out);
    response.getRelationsList().forEach(relation -> out.println(words(relation, names)));
    if (response.getRelationsLeftOut() > 0) {
      out.println("and " + Output.number(response.getRelationsLeftOut()) + " more of these");
    }
    for (OverlapResponse.Region region : response.getRegionsList()) {
      String in =
          region.getSegmentsList().stream().map(names::get).collect(Collectors.joining(" + "));
      print(region, response.getPopulation(), "in " + in + " only", out);
    }
    print(response.getNone(), response.getPopulation(), "in none", out);
    out.println(Output.basis(response.getPopulation(), response.getSnapshot(), response.getAsOf()));
  }

  private static String words(OverlapResponse.Relation relation, List<String> names) {
    String segment = names.get(relation.getSegment());
    String other = names.get(relation.getOther());
    return relation.getKind() == RelationKind.RELATION_KIND_SAME
        ? segment + " and " + other + " have the same customers"
        : segment + " is inside " + other;
  }

  private static void print(
      OverlapResponse.Region region, long population, String where, PrintWriter out) {
    out.println(
        String.format(
            Locale.ROOT,
            "%" + WIDTH + "s  %8s  %s",
            Output.number(region.getCount()),
            Output.share(region.getCount(), population),
            where));
  }
}
