package io.lamella.server.cli;

import io.grpc.Channel;
import io.lamella.v1.MembersRequest;
import io.lamella.v1.MembersResponse;
import io.lamella.v1.SegmentServiceGrpc;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella members 'EXPR' [--out FILE]`.
@Command(
    name = "members",
    description = "Writes the ids of a segment's customers, one a line.",
    mixinStandardHelpOptions = true)
final class MembersCommand implements Callable<Integer>, Refusals.Asking {
  @Mixin private Connection connection = new Connection();
  @Mixin private AsOf asOf = new AsOf();

  @Parameters(paramLabel = "EXPR", description = "The segment.")
  private String expression = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write; complete or not at all (default: the terminal).")
  private @Nullable Path out;

  @Spec private CommandSpec spec;

  @Override
  public String expression() {
    return expression;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    if (out == null) {
      PrintWriter terminal = spec.commandLine().getOut();
      write(terminal);
      terminal.flush();
      return 0;
    }
    Path target = out.toAbsolutePath();
    Path parent = target.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new IOException(out + ": its folder is not there");
    }
    Path part = parent.resolve("." + target.getFileName() + ".part");
    try {
      long count;
      try (Writer writer = Files.newBufferedWriter(part)) {
        count = write(writer);
      }
      Files.move(part, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      err.println(Output.number(count) + " ids written to " + out);
      err.flush();
      return 0;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private long write(Writer writer) throws IOException {
    MembersRequest.Builder request =
        MembersRequest.newBuilder().setWorkspace(connection.workspace()).setExpression(expression);
    asOf.timestamp().ifPresent(request::setAsOf);
    var copier = new Copier(writer, spec.commandLine().getErr());
    long count = connection.with(channel -> copier.copy(channel, request.build()));
    if (copier.failure != null) {
      throw copier.failure;
    }
    return count;
  }

  /// Copies a stream of ids; a write that fails ends it and is remembered.
  private static final class Copier {
    private final Writer writer;
    private final PrintWriter err;
    private @Nullable IOException failure;

    Copier(Writer writer, PrintWriter err) {
      this.writer = writer;
      this.err = err;
    }

    long copy(Channel channel, MembersRequest request) {
      long count = 0;
      Iterator<MembersResponse> responses =
          SegmentServiceGrpc.newBlockingStub(channel).members(request);
      while (responses.hasNext()) {
        MembersResponse response = responses.next();
        Output.warn(err, response.getStart().getWarningsList());
        try {
          for (String id : response.getBatch().getCustomerIdsList()) {
            writer.write(id);
            writer.write('\n');
            count++;
          }
        } catch (IOException e) {
          failure = e;
          return count;
        }
      }
      return count;
    }
  }
}
