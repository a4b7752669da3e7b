package io.lamella.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.lamella.v1.MembersRequest;
import io.lamella.v1.MembersResponse;
import io.lamella.v1.SegmentServiceGrpc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Goal: members are written as tables, samples and bitmaps, files are whole or not there, and one
/// that broke is gone on with. Method: a few customers with awkward values; for what breaks, a
/// server by hand that ends in the middle once.
class MembersCommandTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void aTableHasNoFormulasUnlessItIsPlain() throws IOException {
    try (Terminal terminal = load()) {
      assertThat(terminal.run("members", "has(name)", "--attributes", "name,balance").out())
          .isEqualTo(
              """
              customer_id,name,balance
              '=evil,"'=HYPERLINK(""x"")",-12.5
              ben,'@ben,-3
              cleo,'+1 234,
              dan,"a, b",7
              """);
      Path file = folder.resolve("plain.csv");
      var written =
          terminal.run(
              "members", "has(name)", "--attributes", "name", "--csv", file.toString(), "--plain");
      assertThat(written.err()).isEqualTo("4 ids written to " + file + "\n");
      assertThat(file)
          .hasContent(
              """
              customer_id,name
              =evil,"=HYPERLINK(""x"")"
              ben,@ben
              cleo,+1 234
              dan,"a, b"
              """);
    }
  }

  @Test
  void samplesAndBitmapsAreWritten() throws IOException {
    try (Terminal terminal = load()) {
      assertThat(terminal.run("members", "everyone()", "--sample", "2").out())
          .isEqualTo("ben\ndan\n");
      Path bitmap = folder.resolve("few.roaring");
      Path dictionary = folder.resolve("few.csv");
      var written =
          terminal.run(
              "members",
              "balance < 0",
              "--roaring",
              bitmap.toString(),
              "--dictionary",
              dictionary.toString());
      assertThat(written.err()).isEqualTo("2 ids written to " + dictionary + "\n");
      assertThat(dictionary).hasContent("number,customer_id\n0,'=evil\n1,ben\n");
      // One array container of two values, by the published format.
      assertThat(bitmap).hasSize(8 + 4 + 4 + 4);
      var wrong = terminal.run("members", "everyone()", "--roaring", bitmap.toString());
      assertThat(wrong.exitCode()).isEqualTo(2);
      assertThat(wrong.err()).contains("--roaring and --dictionary are given together");
    }
  }

  private Terminal load() throws IOException {
    Path customers = folder.resolve("customers.csv");
    Files.writeString(
        customers,
        "customer_id,name:keyword,balance:number\n=evil,\"=HYPERLINK(\"\"x\"\")\",-12.50\n"
            + "ben,@ben,-3\ncleo,+1 234,\ndan,\"a, b\",7\n");
    Terminal terminal = new Terminal(64L << 20);
    var result = terminal.run("import", "--customers", customers.toString());
    assertThat(result.exitCode()).as(result.err()).isZero();
    return terminal;
  }

  @Test
  void whatBrokeIsGoneOnWithAndIsWholeOrNotThere() throws IOException {
    Server server = NettyServerBuilder.forPort(0).addService(new Breaking()).build().start();
    try {
      String target = "localhost:" + server.getPort();
      Path file = folder.resolve("ids.txt");
      String[] command = {
        "members", "everyone()", "--out", file.toString(), "--target", target, "--resume"
      };

      var broken = Terminal.alone(command);
      assertThat(broken.exitCode()).isEqualTo(1);
      assertThat(broken.err()).contains("what arrived is kept; the same command goes on behind it");
      assertThat(file).doesNotExist();
      Files.writeString(folder.resolve(".ids.txt.part"), "cut", StandardOpenOption.APPEND);

      var whole = Terminal.alone(command);
      assertThat(whole.exitCode()).as(whole.err()).isZero();
      assertThat(whole.err()).isEqualTo("1 more ids written to " + file + "\n");
      assertThat(file).hasContent("ada\nben\ncleo\n");
      assertThat(folder.toFile().list()).containsExactly("ids.txt");
    } finally {
      server.shutdownNow();
    }
  }

  @Test
  void whatBreaksIsNotThereOtherwise() throws IOException {
    Server server = NettyServerBuilder.forPort(0).addService(new Breaking()).build().start();
    try {
      String target = "localhost:" + server.getPort();
      Path file = folder.resolve("ids.txt");
      var broken =
          Terminal.alone("members", "everyone()", "--out", file.toString(), "--target", target);
      assertThat(broken.exitCode()).isEqualTo(1);
      assertThat(broken.err()).isEqualTo("lamella: gone\n");
      assertThat(folder).isEmptyDirectory();
    } finally {
      server.shutdownNow();
    }
  }

  /// Breaks behind the second member, unless it is asked for what stands behind.
  private static final class Breaking extends SegmentServiceGrpc.SegmentServiceImplBase {
    @Override
    public void members(MembersRequest request, StreamObserver<MembersResponse> observer) {
      if (request.getResume().isEmpty()) {
        observer.onNext(batch(List.of("ada", "ben"), "behind ben"));
        observer.onError(Status.ABORTED.withDescription("gone").asRuntimeException());
      } else {
        assertThat(request.getResume()).isEqualTo("behind ben");
        observer.onNext(batch(List.of("cleo"), "behind cleo"));
        observer.onCompleted();
      }
    }

    private static MembersResponse batch(List<String> ids, String resume) {
      return MembersResponse.newBuilder()
          .setBatch(MembersResponse.Batch.newBuilder().addAllCustomerIds(ids).setResume(resume))
          .build();
    }
  }
}
