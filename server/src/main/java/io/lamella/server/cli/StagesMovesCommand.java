package io.lamella.server.cli;

import io.lamella.v1.StageMovesRequest;
import io.lamella.v1.StageMovesResponse;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `lamella stages moves NAME --from INSTANT [--to INSTANT]`.
@Command(
    name = "moves",
    description = {
      "Counts who went from which stage, a line, to which, a column, between two instants.",
      "Behaviours are those of each instant, attributes and static lists those of now."
    },
    mixinStandardHelpOptions = true)
final class StagesMovesCommand extends DefinitionCommand {
  @Parameters(paramLabel = "NAME", description = "The partition.")
  private String name = "";

  @Option(
      names = "--from",
      required = true,
      paramLabel = "INSTANT",
      description = "The earlier instant, like 2026-01-31T09:30:00Z.",
      converter = AsOf.InstantConverter.class)
  private Instant from = Instant.EPOCH;

  @Option(
      names = "--to",
      paramLabel = "INSTANT",
      description = "The later instant (default: now).",
      converter = AsOf.InstantConverter.class)
  private @Nullable Instant to;

  @Override
  public void run() {
    StageMovesRequest.Builder request =
        StageMovesRequest.newBuilder()
            .setWorkspace(workspace())
            .setPartition(name)
            .setFrom(AsOf.timestamp(from));
    if (to != null) {
      request.setTo(AsOf.timestamp(to));
    }
    StageMovesResponse answer = ask(stub -> stub.stageMoves(request.build()));
    Output.warn(err(), answer.getWarningsList());
    tell(answer, StagesMovesCommand::print);
  }

  private static void print(StageMovesResponse answer, PrintWriter out) {
    List<String> names = new ArrayList<>();
    List<List<Long>> counts = new ArrayList<>();
    for (StageMovesResponse.Line line : answer.getLinesList()) {
      names.add(line.getName().isEmpty() ? StagesCountCommand.NONE : line.getName());
      counts.add(line.getCountsList());
    }
    new Matrix(names, counts).print(out);
    out.println(
        "of "
            + Output.number(answer.getPopulation())
            + " customers, snapshot "
            + answer.getSnapshot()
            + ", from "
            + Output.instant(answer.getFrom())
            + " to "
            + Output.instant(answer.getTo()));
    out.println(answer.getNote());
  }
}
