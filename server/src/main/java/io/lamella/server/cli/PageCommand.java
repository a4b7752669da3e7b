package io.lamella.server.cli;

import io.lamella.v1.InsightServiceGrpc;
import io.lamella.v1.ListMembersRequest;
import io.lamella.v1.ListMembersResponse;
import io.lamella.v1.MemberRow;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella page 'EXPR'`.
@Command(
    name = "page",
    description = "Lists a page of a segment's customers with attributes.",
    mixinStandardHelpOptions = true)
final class PageCommand implements Runnable, Refusals.Asking {
  private static final int MAX_WIDTH = 60;
  private static final String GAP = "  ";

  @Mixin private Connection connection = new Connection();
  @Mixin private AsOf asOf = new AsOf();
  @Mixin private Telling telling = new Telling();

  @Parameters(paramLabel = "EXPR", description = "The segment.")
  private String expression = "";

  @Option(
      names = "--attributes",
      split = ",",
      paramLabel = "NAME",
      description = "Up to 50 attributes that are told of each customer.")
  private List<String> attributes = new ArrayList<>();

  @Option(
      names = "--size",
      paramLabel = "N",
      description = "How many customers at most, 1 to 10,000 (default: ${DEFAULT-VALUE}).",
      defaultValue = "20")
  private int size;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "What the page before told (default: the first page).",
      defaultValue = "")
  private String token = "";

  @Spec private CommandSpec spec;

  @Override
  public String expression() {
    return expression;
  }

  @Override
  public void run() {
    ListMembersRequest.Builder request =
        ListMembersRequest.newBuilder()
            .setWorkspace(connection.workspace())
            .setExpression(expression)
            .addAllAttributes(attributes)
            // To the server 0 is no size given; here it was.
            .setPageSize(size == 0 ? -1 : size)
            .setPageToken(token);
    asOf.timestamp().ifPresent(request::setAsOf);
    ListMembersResponse response =
        connection.with(
            channel -> InsightServiceGrpc.newBlockingStub(channel).listMembers(request.build()));
    Output.warn(spec.commandLine().getErr(), response.getWarningsList());
    telling.tell(response, this::print);
  }

  private void print(ListMembersResponse response, PrintWriter out) {
    out.println(
        Output.total(
            response.getCount(),
            response.getPopulation(),
            response.getSnapshot(),
            response.getAsOf()));
    List<List<String>> lines = new ArrayList<>();
    lines.add(line("customer", attributes));
    for (MemberRow member : response.getMembersList()) {
      lines.add(line(member.getCustomerId(), member.getValuesList()));
    }
    int[] widths = new int[attributes.size() + 1];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.clamp(line.get(i).length(), widths[i], MAX_WIDTH);
      }
    }
    for (List<String> line : lines) {
      var text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        text.append(String.format(Locale.ROOT, "%-" + widths[i] + "s", line.get(i))).append(GAP);
      }
      out.println(text.toString().stripTrailing());
    }
    if (!response.getNextPageToken().isEmpty()) {
      out.println("the next page: --token " + response.getNextPageToken());
    }
  }

  private static List<String> line(String id, List<String> values) {
    List<String> line = new ArrayList<>(values.size() + 1);
    line.add(id);
    line.addAll(values);
    return line;
  }
}
