package io.lamella.server.cli;

import io.lamella.server.cli.json.LineFile;
import io.lamella.v1.CustomerEvent;
import io.lamella.v1.IngestServiceGrpc;
import io.lamella.v1.RecordEventsRequest;
import io.lamella.v1.RecordEventsResponse;
import java.time.Instant;
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

/// `lamella track CUSTOMER_ID BEHAVIOUR NAME=VALUE ...`.
@Command(
    name = "track",
    description = "Records an event; with --file, many.",
    mixinStandardHelpOptions = true)
final class TrackCommand implements Callable<Integer> {
  @Mixin private Connection connection = new Connection();
  @Mixin private Volume volume = new Volume();

  @Parameters(index = "0", arity = "0..1", paramLabel = "CUSTOMER_ID", description = "Whose.")
  private @Nullable String customer;

  @Parameters(index = "1", arity = "0..1", paramLabel = "BEHAVIOUR", description = "What happened.")
  private @Nullable String behaviour;

  @Parameters(
      index = "2..*",
      paramLabel = "NAME=VALUE",
      description = "Properties and their values; NAME:TYPE=VALUE with a type as CSV headers have.")
  private List<String> properties = List.of();

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      description = "When, like 2026-01-31T09:30:00Z (default: now).",
      converter = AsOf.InstantConverter.class)
  private @Nullable Instant at;

  @Option(
      names = "--event-id",
      paramLabel = "ID",
      description = "Makes a retry harmless: an event whose id was seen is dropped.")
  private String eventId = "";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Optional<LineFile> file = volume.file();
    if (file.isPresent() && customer == null) {
      return volume.send(file.get(), connection, spec);
    }
    if (file.isPresent() || customer == null || behaviour == null) {
      throw new ParameterException(
          spec.commandLine(),
          "name a customer and a behaviour, or a file with --file: one of the two");
    }
    Instant instant = at == null ? Instant.ofEpochMilli(System.currentTimeMillis()) : at;
    RecordEventsRequest request =
        RecordEventsRequest.newBuilder()
            .setWorkspace(connection.workspace())
            .addEvents(
                CustomerEvent.newBuilder()
                    .setCustomerId(customer)
                    .setBehaviour(behaviour)
                    .setInstant(Assignments.timestamp(instant))
                    .setEventId(eventId)
                    .putAllProperties(new Assignments(spec).values(properties)))
            .build();
    RecordEventsResponse response =
        connection.with(
            channel -> IngestServiceGrpc.newBlockingStub(channel).recordEvents(request));
    return Output.outcome(spec, response.getOutcomes(0), response.getSnapshot());
  }
}
