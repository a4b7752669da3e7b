package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.lamella.engine.EngineConfig;
import io.lamella.server.ServerConfig;
import io.lamella.server.TestServer;
import io.lamella.server.WriteParts;
import io.lamella.v1.CheckpointRequest;
import io.lamella.v1.CreateListRequest;
import io.lamella.v1.CreatePartitionRequest;
import io.lamella.v1.CreateSegmentRequest;
import io.lamella.v1.CustomerIds;
import io.lamella.v1.EraseCustomersRequest;
import io.lamella.v1.GetListRequest;
import io.lamella.v1.GetListResponse;
import io.lamella.v1.GetPartitionRequest;
import io.lamella.v1.GetPartitionResponse;
import io.lamella.v1.GetSegmentRequest;
import io.lamella.v1.GetSegmentResponse;
import io.lamella.v1.NamedExpression;
import io.lamella.v1.UpdateSegmentRequest;
import io.lamella.v1.UpsertCustomersRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: what is kept under names is there after a restart, whole, with its history, from the
/// journal and from a checkpoint; who was erased stays out of lists. Method: a server on a
/// directory, three times.
class DefinitionsRestartTest {

  @TempDir private Path data = Path.of("");

  private TestServer start() {
    return TestServer.start(
        new ServerConfig(0, TestServer.ENGINE.with(EngineConfig.Storage.in(data)), 2, 16, 8));
  }

  @Test
  void everythingIsThereAgain() {
    GetSegmentResponse segment;
    GetListResponse list;
    GetPartitionResponse partition;
    try (TestServer server = start()) {
      keep(server);
      segment = segment(server);
      list = list(server);
      partition = partition(server);
      assertThat(segment.getVersionsCount()).isEqualTo(2);
      assertThat(server.members("segment('GB') && list('both')")).containsExactly("ada", "bob");
    }
    try (TestServer server = start()) {
      assertThat(segment(server)).isEqualTo(segment);
      assertThat(list(server)).isEqualTo(list);
      assertThat(partition(server)).isEqualTo(partition);
      assertThat(server.members("segment('GB') && list('both')")).containsExactly("ada", "bob");
      var _ =
          server
              .ingest()
              .eraseCustomers(EraseCustomersRequest.newBuilder().addCustomerIds("ada").build());
      var _ = server.admin().checkpoint(CheckpointRequest.newBuilder().setPurge(true).build());
    }
    try (TestServer server = start()) {
      assertThat(segment(server)).isEqualTo(segment);
      assertThat(partition(server)).isEqualTo(partition);
      assertThat(list(server).getList()).isEqualTo(list.getList().toBuilder().setCount(1).build());
      assertThat(server.members("segment('GB') && list('both')")).containsExactly("bob");
    }
  }

  private static void keep(TestServer server) {
    var _ =
        server
            .ingest()
            .upsertCustomers(
                UpsertCustomersRequest.newBuilder()
                    .addCustomers(WriteParts.upsert("ada"))
                    .addCustomers(WriteParts.upsert("bob"))
                    .addCustomers(WriteParts.upsert("cid"))
                    .build());
    var definitions = server.definitions();
    var _ =
        definitions.createSegment(
            CreateSegmentRequest.newBuilder()
                .setName("GB")
                .setExpression("country == 'DE'")
                .setDescription("by mistake")
                .build());
    var _ =
        definitions.updateSegment(
            UpdateSegmentRequest.newBuilder()
                .setName("GB")
                .setExpression("country == 'GB'")
                .addTags("geo")
                .setAuthor("ada")
                .setExpectedVersion(1)
                .build());
    var _ =
        definitions.createList(
            CreateListRequest.newBuilder()
                .setName("both")
                .setCustomers(CustomerIds.newBuilder().addIds("ada").addIds("bob"))
                .build());
    var _ =
        definitions.createPartition(
            CreatePartitionRequest.newBuilder()
                .setName("p")
                .addStages(NamedExpression.newBuilder().setName("in").setExpression("list('both')"))
                .build());
  }

  private static GetSegmentResponse segment(TestServer server) {
    return server.definitions().getSegment(GetSegmentRequest.newBuilder().setName("GB").build());
  }

  private static GetListResponse list(TestServer server) {
    return server.definitions().getList(GetListRequest.newBuilder().setName("both").build());
  }

  private static GetPartitionResponse partition(TestServer server) {
    return server.definitions().getPartition(GetPartitionRequest.newBuilder().setName("p").build());
  }
}
