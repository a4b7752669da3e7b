package io.lamella.server.cli;

import io.lamella.v1.CreateSegmentRequest;
import io.lamella.v1.DeleteSegmentRequest;
import io.lamella.v1.DeleteSegmentResponse;
import io.lamella.v1.GetSegmentRequest;
import io.lamella.v1.GetSegmentResponse;
import io.lamella.v1.ListSegmentsRequest;
import io.lamella.v1.ListSegmentsResponse;
import io.lamella.v1.SegmentDefinition;
import io.lamella.v1.SegmentVersion;
import io.lamella.v1.UpdateSegmentRequest;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella segment`: saved segments.
@Command(
    name = "segment",
    description = "Keeps segments under names; segment('NAME') stands for one in any expression.",
    mixinStandardHelpOptions = true,
    subcommands = {
      SegmentCommand.Create.class,
      SegmentCommand.Show.class,
      SegmentCommand.All.class,
      SegmentCommand.Update.class,
      SegmentCommand.Delete.class
    })
final class SegmentCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a command: lamella segment create, show, list, update or delete");
  }

  private static void kept(SegmentDefinition segment, PrintWriter out) {
    out.println(
        "segment '" + segment.getName() + "' is kept, version " + segment.getCurrent().getNumber());
  }

  /// `lamella segment create NAME EXPR`.
  @Command(name = "create", description = "Keeps a new segment.", mixinStandardHelpOptions = true)
  static final class Create extends DefinitionCommand implements Refusals.Asking {
    @Mixin private Remarks remarks = new Remarks();

    @Parameters(index = "0", paramLabel = "NAME", description = "Its name.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "EXPR", description = "Who is in it.")
    private String expression = "";

    @Override
    public String expression() {
      return expression;
    }

    @Override
    public void run() {
      CreateSegmentRequest request =
          CreateSegmentRequest.newBuilder()
              .setWorkspace(workspace())
              .setName(name)
              .setExpression(expression)
              .setDescription(remarks.description().orElse(""))
              .addAllTags(remarks.tags().orElseGet(List::of))
              .setAuthor(remarks.author())
              .build();
      tell(
          ask(stub -> stub.createSegment(request)),
          (answer, out) -> kept(answer.getSegment(), out));
    }
  }

  /// `lamella segment show NAME`.
  @Command(
      name = "show",
      description = "Shows a segment with its versions.",
      mixinStandardHelpOptions = true)
  static final class Show extends DefinitionCommand {
    @Parameters(paramLabel = "NAME", description = "Its name.")
    private String name = "";

    @Override
    public void run() {
      GetSegmentRequest request =
          GetSegmentRequest.newBuilder().setWorkspace(workspace()).setName(name).build();
      tell(ask(stub -> stub.getSegment(request)), Show::print);
    }

    private static void print(GetSegmentResponse answer, PrintWriter out) {
      SegmentVersion current = answer.getSegment().getCurrent();
      out.println(current.getExpression());
      remarks(out, current.getDescription(), current.getTagsList(), answer.getUsedByList());
      for (SegmentVersion version : answer.getVersionsList()) {
        version(
            out,
            version.getNumber(),
            version.getAuthor(),
            version.getSavedAt(),
            oneLine(version.getExpression()));
      }
    }
  }

  /// `lamella segment list`.
  @Command(name = "list", description = "Lists segments.", mixinStandardHelpOptions = true)
  static final class All extends DefinitionCommand {
    @Mixin private Search search = new Search();

    @Override
    public void run() {
      ListSegmentsRequest.Builder request =
          ListSegmentsRequest.newBuilder()
              .setWorkspace(workspace())
              .setTag(search.tag())
              .setContaining(search.containing());
      ListSegmentsResponse all =
          ask(stub ->
              pages(
                  after -> stub.listSegments(request.setAfter(after).build()),
                  ListSegmentsResponse::getNextAfter,
                  (before, page) ->
                      before.toBuilder()
                          .addAllSegments(page.getSegmentsList())
                          .setNextAfter(page.getNextAfter())
                          .build()));
      tell(all, All::print);
    }

    private static void print(ListSegmentsResponse answer, PrintWriter out) {
      table(
          out,
          answer.getSegmentsList(),
          SegmentDefinition::getName,
          segment -> oneLine(segment.getCurrent().getExpression()),
          "segments");
    }
  }

  /// `lamella segment update NAME [EXPR]`: what is not named stays as it is.
  @Command(
      name = "update",
      description = "Keeps a new version of a segment; what is not named stays as it is.",
      mixinStandardHelpOptions = true)
  static final class Update extends DefinitionCommand implements Refusals.Asking {
    @Mixin private Remarks remarks = new Remarks();
    @Mixin private ExpectedVersion expected = new ExpectedVersion();

    @Parameters(index = "0", paramLabel = "NAME", description = "Its name.")
    private String name = "";

    @Parameters(
        index = "1",
        arity = "0..1",
        paramLabel = "EXPR",
        description = "Who is in it from now on.")
    private @Nullable String expression;

    @Override
    public String expression() {
      return expression == null ? "" : expression;
    }

    @Override
    public void run() {
      GetSegmentRequest known =
          GetSegmentRequest.newBuilder().setWorkspace(workspace()).setName(name).build();
      tell(
          ask(stub ->
              stub.updateSegment(changed(stub.getSegment(known).getSegment().getCurrent()))),
          (answer, out) -> kept(answer.getSegment(), out));
    }

    private UpdateSegmentRequest changed(SegmentVersion current) {
      return UpdateSegmentRequest.newBuilder()
          .setWorkspace(workspace())
          .setName(name)
          .setExpression(expression == null ? current.getExpression() : expression)
          .setDescription(remarks.description().orElse(current.getDescription()))
          .addAllTags(remarks.tags().orElse(current.getTagsList()))
          .setAuthor(remarks.author())
          .setExpectedVersion(expected.or(current.getNumber()))
          .build();
    }
  }

  /// `lamella segment delete NAME`.
  @Command(
      name = "delete",
      description = "Keeps a segment no longer, nor its versions.",
      mixinStandardHelpOptions = true)
  static final class Delete extends DefinitionCommand {
    @Mixin private ExpectedVersion expected = new ExpectedVersion();

    @Parameters(paramLabel = "NAME", description = "Its name.")
    private String name = "";

    @Override
    public void run() {
      DeleteSegmentRequest request =
          DeleteSegmentRequest.newBuilder()
              .setWorkspace(workspace())
              .setName(name)
              .setExpectedVersion(expected.or(ExpectedVersion.ANY))
              .build();
      DeleteSegmentResponse answer = ask(stub -> stub.deleteSegment(request));
      tell(answer, (gone, out) -> out.println("segment '" + name + "' is deleted"));
    }
  }
}
