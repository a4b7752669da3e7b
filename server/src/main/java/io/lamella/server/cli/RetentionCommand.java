package io.lamella.server.cli;

import io.lamella.v1.AdminServiceGrpc;
import io.lamella.v1.PutRetentionRequest;
import io.lamella.v1.PutRetentionResponse;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella retention BEHAVIOUR DAYS|all`.
@Command(
    name = "retention",
    description = "Decides how many days the events of a behaviour are kept.",
    mixinStandardHelpOptions = true)
final class RetentionCommand implements Runnable {
  private static final int ALL = 0;

  @Mixin private Connection connection = new Connection();

  @Parameters(index = "0", paramLabel = "BEHAVIOUR", description = "Of which behaviour.")
  private String behaviour = "";

  @Parameters(
      index = "1",
      paramLabel = "DAYS|all",
      description = "How many days, counted back from today; or all.",
      converter = DaysConverter.class)
  private int days;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PutRetentionRequest request =
        PutRetentionRequest.newBuilder()
            .setWorkspace(connection.workspace())
            .setBehaviour(behaviour)
            .setDays(days)
            .build();
    PutRetentionResponse _ =
        connection.with(channel -> AdminServiceGrpc.newBlockingStub(channel).putRetention(request));
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "'"
            + behaviour
            + "': "
            + (days == ALL ? "all events are kept" : "events of " + days + " days are kept"));
    out.flush();
  }

  static final class DaysConverter implements CommandLine.ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
      if (value.equals("all")) {
        return ALL;
      }
      if (!value.matches("[1-9][0-9]{0,8}")) {
        throw new CommandLine.TypeConversionException(
            "'" + value + "' is neither a number of days from 1 up nor 'all'");
      }
      return Integer.valueOf(value);
    }
  }
}
