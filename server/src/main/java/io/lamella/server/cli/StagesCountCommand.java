package io.lamella.server.cli;

import io.lamella.v1.CountStagesRequest;
import io.lamella.v1.CountStagesResponse;
import io.lamella.v1.CountStagesResponse.StageCount;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `lamella stages count NAME`.
@Command(
    name = "count",
    description = "Counts the customers in each stage of a partition.",
    mixinStandardHelpOptions = true)
final class StagesCountCommand extends DefinitionCommand {
  static final String NONE = "(none)";

  @Mixin private AsOf asOf = new AsOf();

  @Parameters(paramLabel = "NAME", description = "The partition.")
  private String name = "";

  @Override
  public void run() {
    CountStagesRequest.Builder request =
        CountStagesRequest.newBuilder().setWorkspace(workspace()).setPartition(name);
    asOf.timestamp().ifPresent(request::setAsOf);
    CountStagesResponse answer = ask(stub -> stub.countStages(request.build()));
    Output.warn(err(), answer.getWarningsList());
    tell(answer, StagesCountCommand::print);
  }

  private static void print(CountStagesResponse answer, PrintWriter out) {
    List<StageCount> stages = new ArrayList<>(answer.getStagesList());
    stages.add(answer.getNone().toBuilder().setName(NONE).build());
    int width = stages.stream().mapToInt(stage -> stage.getName().length()).max().orElseThrow();
    for (StageCount stage : stages) {
      out.println(
          String.format(
              Locale.ROOT,
              "%-" + width + "s  %12s  %8s",
              stage.getName(),
              Output.number(stage.getCount()),
              Output.share(stage.getCount(), answer.getPopulation())));
    }
    out.println(Output.basis(answer.getPopulation(), answer.getSnapshot(), answer.getAsOf()));
  }
}
