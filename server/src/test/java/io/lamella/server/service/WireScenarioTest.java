package io.lamella.server.service;

import com.google.protobuf.Timestamp;
import io.grpc.StatusRuntimeException;
import io.lamella.engine.api.Fault;
import io.lamella.engine.catalog.WorkspaceSettings;
import io.lamella.engine.oracle.Table;
import io.lamella.engine.scenario.Asker;
import io.lamella.engine.scenario.Scenarios;
import io.lamella.server.ImportCall;
import io.lamella.server.ImportParts;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.server.mapping.ImportMapping;
import io.lamella.server.mapping.Workspaces;
import io.lamella.v1.CountRequest;
import io.lamella.v1.CountResponse;
import io.lamella.v1.ImportLines;
import io.lamella.v1.ImportRequest;
import io.lamella.v1.ImportResponse;
import io.lamella.v1.MembersRequest;
import io.lamella.v1.PutWorkspaceRequest;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Goal: the wire changes no answer. Method: the scenario files that the engine is tested with,
/// played to a server.
class WireScenarioTest {

  @TestFactory
  Stream<DynamicTest> theServerAnswersAsTheScenariosSay() {
    return Scenarios.tests(WireAsker::new);
  }

  private static final class WireAsker implements Asker {
    private final TestServer server = TestServer.start();

    @Override
    public void settings(WorkspaceSettings settings) {
      server
          .admin()
          .putWorkspace(
              PutWorkspaceRequest.newBuilder().setSettings(Workspaces.write(settings)).build());
    }

    @Override
    public Imported load(List<Table> tables) {
      ImportCall call = server.openImport();
      call.send(ImportParts.start());
      for (Table table : tables) {
        call.send(ImportRequest.newBuilder().setTable(ImportMapping.message(table.spec())).build());
      }
      for (int number = 0; number < tables.size(); number++) {
        ImportLines.Builder lines = ImportLines.newBuilder().setTable(number);
        List<List<String>> cells = tables.get(number).lines();
        for (int place = 0; place < cells.size(); place++) {
          lines.addAllCells(cells.get(place)).addLines(Table.number(place));
        }
        call.send(ImportRequest.newBuilder().setLines(lines).build());
      }
      try {
        ImportResponse answer = call.send(ImportParts.commit()).finish();
        return new Imported(answer.getLoaded(), answer.getRefused(), answer.getDuplicates());
      } catch (StatusRuntimeException e) {
        throw refusal(e);
      }
    }

    @Override
    public Answer ask(String expression, Instant asOf) {
      Timestamp instant =
          Timestamp.newBuilder().setSeconds(asOf.getEpochSecond()).setNanos(asOf.getNano()).build();
      try {
        CountResponse count =
            server
                .segments()
                .count(
                    CountRequest.newBuilder().setExpression(expression).setAsOf(instant).build());
        Set<String> members = new HashSet<>();
        server
            .segments()
            .members(MembersRequest.newBuilder().setExpression(expression).setAsOf(instant).build())
            .forEachRemaining(message -> members.addAll(message.getBatch().getCustomerIdsList()));
        return new Answer(
            members,
            count.getCount(),
            count.getWarningsList().stream()
                .map(warning -> new Fault(warning.getPlace(), warning.getMessage()).toString())
                .toList());
      } catch (StatusRuntimeException e) {
        throw refusal(e);
      }
    }

    private static Refusal refusal(StatusRuntimeException e) {
      Refused refused = Refused.of(e);
      return new Refusal(
          refused.violations().isEmpty()
              ? List.of(refused.description())
              : refused.violations().stream()
                  .map(violation -> violation.replaceFirst("^expression: ", ""))
                  .toList(),
          e);
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
