package io.lamella.server.cli;

import io.lamella.server.cli.json.LineFile;
import io.lamella.v1.CustomerUpsert;
import io.lamella.v1.IngestServiceGrpc;
import io.lamella.v1.UpsertCustomersRequest;
import io.lamella.v1.UpsertCustomersResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella identify CUSTOMER_ID NAME=VALUE ...`.
@Command(
    name = "identify",
    description = "Makes a customer or changes attributes; with --file, many.",
    mixinStandardHelpOptions = true)
final class IdentifyCommand implements Callable<Integer> {
  @Mixin private Connection connection = new Connection();
  @Mixin private Volume volume = new Volume();

  @Parameters(index = "0", arity = "0..1", paramLabel = "CUSTOMER_ID", description = "Whom.")
  private @Nullable String customer;

  @Parameters(
      index = "1..*",
      paramLabel = "NAME=VALUE",
      description = "Attributes and their values; NAME:TYPE=VALUE with a type as CSV headers have.")
  private List<String> set = List.of();

  @Option(
      names = "--unset",
      paramLabel = "NAME",
      description = "An attribute that loses its value.")
  private List<String> unset = List.of();

  @Option(names = "--add", paramLabel = "SET=MEMBER", description = "A member that a set gets.")
  private List<String> add = List.of();

  @Option(names = "--remove", paramLabel = "SET=MEMBER", description = "A member that a set loses.")
  private List<String> remove = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Optional<LineFile> file = volume.file();
    if (file.isPresent() != (customer == null)) {
      throw new ParameterException(
          spec.commandLine(), "name a customer, or a file with --file: one of the two");
    }
    if (file.isPresent() || customer == null) {
      return volume.send(file.orElseThrow(), connection, spec);
    }
    Assignments assignments = new Assignments(spec);
    UpsertCustomersRequest request =
        UpsertCustomersRequest.newBuilder()
            .setWorkspace(connection.workspace())
            .addCustomers(
                CustomerUpsert.newBuilder()
                    .setCustomerId(customer)
                    .putAllSet(assignments.values(set))
                    .addAllUnset(unset)
                    .putAllAdd(assignments.members(add))
                    .putAllRemove(assignments.members(remove)))
            .build();
    UpsertCustomersResponse response =
        connection.with(
            channel -> IngestServiceGrpc.newBlockingStub(channel).upsertCustomers(request));
    return Output.outcome(spec, response.getOutcomes(0), response.getSnapshot());
  }
}
