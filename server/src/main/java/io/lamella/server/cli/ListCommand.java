package io.lamella.server.cli;

import io.lamella.v1.CreateListRequest;
import io.lamella.v1.CreateListResponse;
import io.lamella.v1.DeleteListRequest;
import io.lamella.v1.GetListRequest;
import io.lamella.v1.GetListResponse;
import io.lamella.v1.ListDefinition;
import io.lamella.v1.ListListsRequest;
import io.lamella.v1.ListListsResponse;
import io.lamella.v1.UploadListRequest;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella list`: static lists.
@Command(
    name = "list",
    description = "Freezes customers under names; list('NAME') stands for them in any expression.",
    mixinStandardHelpOptions = true,
    subcommands = {
      ListCommand.Create.class,
      ListCommand.Show.class,
      ListCommand.All.class,
      ListCommand.Delete.class
    })
final class ListCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a command: lamella list create, show, list or delete");
  }

  private static String origin(ListDefinition list) {
    return list.hasFromIds()
        ? "from "
            + Output.number(list.getFromIds().getGiven())
            + " ids, "
            + Output.number(list.getFromIds().getUnknown())
            + " of them unknown"
        : "from "
            + Output.number(list.getFromExpression().getCount())
            + " customers of snapshot "
            + list.getFromExpression().getSnapshot()
            + ", as of "
            + Output.instant(list.getFromExpression().getAsOf());
  }

  /// `lamella list create NAME`.
  @Command(
      name = "create",
      description = "Freezes the customers who satisfy an expression, or who have some ids.",
      mixinStandardHelpOptions = true)
  static final class Create extends DefinitionCommand implements Refusals.Asking {
    @Mixin private Remarks remarks = new Remarks();
    @Mixin private AsOf asOf = new AsOf();

    @Parameters(paramLabel = "NAME", description = "Its name.")
    private String name = "";

    @ArgGroup(multiplicity = "1")
    private Members members = new Members();

    @Option(
        names = "--column",
        paramLabel = "COLUMN",
        description = "The ids are in this column of a CSV file with a header.")
    private @Nullable String column;

    /// Who is in it.
    static final class Members {
      @Option(names = "--expression", paramLabel = "EXPR", description = "Who is in it.")
      private @Nullable String expression;

      @Option(
          names = "--ids",
          paramLabel = "FILE",
          description = "A file of customer ids, one a line; - for standard input.")
      private @Nullable String ids;
    }

    @Override
    public String expression() {
      return members.expression == null ? "" : members.expression;
    }

    @Override
    public void run() {
      String file = members.ids;
      CreateListResponse answer =
          file == null
              ? ask(stub -> stub.createList(request()))
              : CreateListResponse.newBuilder().setList(upload(file)).build();
      tell(
          answer,
          (kept, out) ->
              out.println(
                  "list '"
                      + name
                      + "' is kept: "
                      + Output.number(kept.getList().getCount())
                      + " customers, "
                      + origin(kept.getList())));
    }

    private CreateListRequest request() {
      CreateListRequest.Builder request =
          CreateListRequest.newBuilder()
              .setWorkspace(workspace())
              .setName(name)
              .setExpression(expression())
              .setDescription(remarks.description().orElse(""))
              .addAllTags(remarks.tags().orElseGet(List::of))
              .setAuthor(remarks.author());
      asOf.timestamp().ifPresent(request::setAsOf);
      return request.build();
    }

    private ListDefinition upload(String file) {
      UploadListRequest.Start start =
          UploadListRequest.Start.newBuilder()
              .setWorkspace(workspace())
              .setName(name)
              .setDescription(remarks.description().orElse(""))
              .addAllTags(remarks.tags().orElseGet(List::of))
              .setAuthor(remarks.author())
              .build();
      IdFile ids = column == null ? IdFile.ofLines(file) : IdFile.ofColumn(file, column);
      return connection().with(channel -> new IdUpload().send(channel, start, ids));
    }
  }

  /// `lamella list show NAME`.
  @Command(name = "show", description = "Shows a static list.", mixinStandardHelpOptions = true)
  static final class Show extends DefinitionCommand {
    @Parameters(paramLabel = "NAME", description = "Its name.")
    private String name = "";

    @Override
    public void run() {
      GetListRequest request =
          GetListRequest.newBuilder().setWorkspace(workspace()).setName(name).build();
      tell(ask(stub -> stub.getList(request)), Show::print);
    }

    private static void print(GetListResponse answer, PrintWriter out) {
      ListDefinition list = answer.getList();
      out.println(Output.number(list.getCount()) + " customers, " + origin(list));
      if (list.hasFromExpression()) {
        out.println(list.getFromExpression().getExpression());
      }
      remarks(out, list.getDescription(), list.getTagsList(), answer.getUsedByList());
      out.println("saved " + saved(list.getAuthor(), list.getSavedAt()));
    }
  }

  /// `lamella list list`.
  @Command(name = "list", description = "Lists static lists.", mixinStandardHelpOptions = true)
  static final class All extends DefinitionCommand {
    @Mixin private Search search = new Search();

    @Override
    public void run() {
      ListListsRequest.Builder request =
          ListListsRequest.newBuilder()
              .setWorkspace(workspace())
              .setTag(search.tag())
              .setContaining(search.containing());
      ListListsResponse all =
          ask(stub ->
              pages(
                  after -> stub.listLists(request.setAfter(after).build()),
                  ListListsResponse::getNextAfter,
                  (before, page) ->
                      before.toBuilder()
                          .addAllLists(page.getListsList())
                          .setNextAfter(page.getNextAfter())
                          .build()));
      tell(all, All::print);
    }

    private static void print(ListListsResponse answer, PrintWriter out) {
      table(
          out,
          answer.getListsList(),
          ListDefinition::getName,
          list ->
              String.format(
                  Locale.ROOT, "%12s customers, %s", Output.number(list.getCount()), origin(list)),
          "lists");
    }
  }

  /// `lamella list delete NAME`.
  @Command(
      name = "delete",
      description = "Keeps a static list no longer.",
      mixinStandardHelpOptions = true)
  static final class Delete extends DefinitionCommand {
    @Parameters(paramLabel = "NAME", description = "Its name.")
    private String name = "";

    @Override
    public void run() {
      DeleteListRequest request =
          DeleteListRequest.newBuilder().setWorkspace(workspace()).setName(name).build();
      tell(
          ask(stub -> stub.deleteList(request)),
          (gone, out) -> out.println("list '" + name + "' is deleted"));
    }
  }
}
