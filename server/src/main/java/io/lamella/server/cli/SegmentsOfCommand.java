package io.lamella.server.cli;

import io.lamella.v1.CustomerSegments;
import io.lamella.v1.InsightServiceGrpc;
import io.lamella.v1.SegmentsOfRequest;
import io.lamella.v1.SegmentsOfResponse;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella segments-of ID...`.
@Command(
    name = "segments-of",
    description = "Shows which of the saved segments customers are in.",
    mixinStandardHelpOptions = true)
final class SegmentsOfCommand implements Runnable {

  @Mixin private Connection connection = new Connection();
  @Mixin private AsOf asOf = new AsOf();
  @Mixin private Telling telling = new Telling();

  @Parameters(arity = "1..*", paramLabel = "ID", description = "The ids of 1 to 1,000 customers.")
  private List<String> customerIds = new ArrayList<>();

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    SegmentsOfRequest.Builder request =
        SegmentsOfRequest.newBuilder()
            .setWorkspace(connection.workspace())
            .addAllCustomerIds(customerIds);
    asOf.timestamp().ifPresent(request::setAsOf);
    SegmentsOfResponse response =
        connection.with(
            channel -> InsightServiceGrpc.newBlockingStub(channel).segmentsOf(request.build()));
    Output.warn(spec.commandLine().getErr(), response.getUnansweredList());
    telling.tell(response, SegmentsOfCommand::print);
  }

  private static void print(SegmentsOfResponse response, PrintWriter out) {
    for (CustomerSegments customer : response.getCustomersList()) {
      out.println(customer.getCustomerId() + ": " + segments(customer));
    }
    out.println(
        "of "
            + Output.number(response.getSegments())
            + (response.getSegments() == 1 ? " segment, snapshot " : " segments, snapshot ")
            + response.getSnapshot()
            + ", as of "
            + Output.instant(response.getAsOf()));
  }

  private static String segments(CustomerSegments customer) {
    if (!customer.getKnown()) {
      return "(not known)";
    }
    return customer.getSegmentsCount() == 0
        ? "(none)"
        : String.join(", ", customer.getSegmentsList());
  }
}
