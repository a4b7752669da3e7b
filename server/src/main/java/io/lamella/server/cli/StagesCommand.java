package io.lamella.server.cli;

import io.lamella.v1.CreatePartitionRequest;
import io.lamella.v1.DeletePartitionRequest;
import io.lamella.v1.GetPartitionRequest;
import io.lamella.v1.GetPartitionResponse;
import io.lamella.v1.ListPartitionsRequest;
import io.lamella.v1.ListPartitionsResponse;
import io.lamella.v1.NamedExpression;
import io.lamella.v1.PartitionDefinition;
import io.lamella.v1.PartitionVersion;
import io.lamella.v1.Stage;
import io.lamella.v1.UpdatePartitionRequest;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella stages`: partitions.
@Command(
    name = "stages",
    description = {
      "Keeps partitions: stages in an order, of which a customer is in the first that fits.",
      "Counts them, and who moved between them."
    },
    mixinStandardHelpOptions = true,
    subcommands = {
      StagesCommand.Create.class,
      StagesCommand.Show.class,
      StagesCommand.All.class,
      StagesCommand.Update.class,
      StagesCommand.Delete.class,
      StagesCountCommand.class,
      StagesMovesCommand.class
    })
final class StagesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "name a command: lamella stages create, show, list, update, delete, count or moves");
  }

  private static void kept(PartitionDefinition partition, PrintWriter out) {
    out.println(
        "partition '"
            + partition.getName()
            + "' is kept with "
            + partition.getCurrent().getStagesCount()
            + " stages, version "
            + partition.getCurrent().getNumber());
  }

  private static String names(PartitionVersion version) {
    return version.getStagesList().stream().map(Stage::getName).collect(Collectors.joining(", "));
  }

  /// `lamella stages create NAME --stage STAGE=EXPR ...`.
  @Command(name = "create", description = "Keeps a new partition.", mixinStandardHelpOptions = true)
  static final class Create extends DefinitionCommand {
    @Mixin private Remarks remarks = new Remarks();
    @Mixin private StageList stages = new StageList();

    @Parameters(paramLabel = "NAME", description = "Its name.")
    private String name = "";

    @Override
    public void run() {
      CreatePartitionRequest request =
          CreatePartitionRequest.newBuilder()
              .setWorkspace(workspace())
              .setName(name)
              .addAllStages(stages.given())
              .setDescription(remarks.description().orElse(""))
              .addAllTags(remarks.tags().orElseGet(List::of))
              .setAuthor(remarks.author())
              .build();
      tell(
          ask(stub -> stub.createPartition(request)),
          (answer, out) -> kept(answer.getPartition(), out));
    }
  }

  /// `lamella stages show NAME`.
  @Command(
      name = "show",
      description = "Shows a partition with its versions.",
      mixinStandardHelpOptions = true)
  static final class Show extends DefinitionCommand {
    @Parameters(paramLabel = "NAME", description = "Its name.")
    private String name = "";

    @Override
    public void run() {
      GetPartitionRequest request =
          GetPartitionRequest.newBuilder().setWorkspace(workspace()).setName(name).build();
      tell(ask(stub -> stub.getPartition(request)), Show::print);
    }

    private static void print(GetPartitionResponse answer, PrintWriter out) {
      PartitionVersion current = answer.getPartition().getCurrent();
      for (Stage stage : current.getStagesList()) {
        out.println(stage.getName() + ": " + oneLine(stage.getExpression()));
      }
      remarks(out, current.getDescription(), current.getTagsList(), List.of());
      for (PartitionVersion version : answer.getVersionsList()) {
        version(
            out, version.getNumber(), version.getAuthor(), version.getSavedAt(), names(version));
      }
    }
  }

  /// `lamella stages list`.
  @Command(name = "list", description = "Lists partitions.", mixinStandardHelpOptions = true)
  static final class All extends DefinitionCommand {
    @Mixin private Search search = new Search();

    @Override
    public void run() {
      ListPartitionsRequest.Builder request =
          ListPartitionsRequest.newBuilder()
              .setWorkspace(workspace())
              .setTag(search.tag())
              .setContaining(search.containing());
      ListPartitionsResponse all =
          ask(stub ->
              pages(
                  after -> stub.listPartitions(request.setAfter(after).build()),
                  ListPartitionsResponse::getNextAfter,
                  (before, page) ->
                      before.toBuilder()
                          .addAllPartitions(page.getPartitionsList())
                          .setNextAfter(page.getNextAfter())
                          .build()));
      tell(all, All::print);
    }

    private static void print(ListPartitionsResponse answer, PrintWriter out) {
      table(
          out,
          answer.getPartitionsList(),
          PartitionDefinition::getName,
          partition -> names(partition.getCurrent()),
          "partitions");
    }
  }

  /// `lamella stages update NAME`: what is not named stays as it is.
  @Command(
      name = "update",
      description = "Keeps a new version of a partition; what is not named stays as it is.",
      mixinStandardHelpOptions = true)
  static final class Update extends DefinitionCommand {
    @Mixin private Remarks remarks = new Remarks();
    @Mixin private StageList stages = new StageList();
    @Mixin private ExpectedVersion expected = new ExpectedVersion();

    @Parameters(paramLabel = "NAME", description = "Its name.")
    private String name = "";

    @Override
    public void run() {
      List<NamedExpression> given = stages.given();
      GetPartitionRequest known =
          GetPartitionRequest.newBuilder().setWorkspace(workspace()).setName(name).build();
      tell(
          ask(stub ->
              stub.updatePartition(
                  changed(stub.getPartition(known).getPartition().getCurrent(), given))),
          (answer, out) -> kept(answer.getPartition(), out));
    }

    private UpdatePartitionRequest changed(PartitionVersion current, List<NamedExpression> given) {
      return UpdatePartitionRequest.newBuilder()
          .setWorkspace(workspace())
          .setName(name)
          .addAllStages(given.isEmpty() ? StageList.of(current) : given)
          .setDescription(remarks.description().orElse(current.getDescription()))
          .addAllTags(remarks.tags().orElse(current.getTagsList()))
          .setAuthor(remarks.author())
          .setExpectedVersion(expected.or(current.getNumber()))
          .build();
    }
  }

  /// `lamella stages delete NAME`.
  @Command(
      name = "delete",
      description = "Keeps a partition no longer, nor its versions.",
      mixinStandardHelpOptions = true)
  static final class Delete extends DefinitionCommand {
    @Mixin private ExpectedVersion expected = new ExpectedVersion();

    @Parameters(paramLabel = "NAME", description = "Its name.")
    private String name = "";

    @Override
    public void run() {
      DeletePartitionRequest request =
          DeletePartitionRequest.newBuilder()
              .setWorkspace(workspace())
              .setName(name)
              .setExpectedVersion(expected.or(ExpectedVersion.ANY))
              .build();
      tell(
          ask(stub -> stub.deletePartition(request)),
          (gone, out) -> out.println("partition '" + name + "' is deleted"));
    }
  }
}
