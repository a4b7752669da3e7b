package io.lamella.server.cli;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.lamella.server.cli.csv.MemberTable;
import io.lamella.v1.MembersForm;
import io.lamella.v1.MembersRequest;
import io.lamella.v1.MembersResponse;
import io.lamella.v1.SegmentServiceGrpc;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `lamella members 'EXPR' [--attributes A,B] [--out FILE | --csv FILE | --roaring FILE]`.
@Command(
    name = "members",
    description = {
      "Writes all customers of a segment: ids one a line, or a CSV table with attributes.",
      "Files are complete or not there at all."
    },
    mixinStandardHelpOptions = true)
final class MembersCommand implements Callable<Integer>, Refusals.Asking {
  @Mixin private Connection connection = new Connection();
  @Mixin private AsOf asOf = new AsOf();

  @Parameters(paramLabel = "EXPR", description = "The segment.")
  private String expression = "";

  @Option(
      names = "--attributes",
      split = ",",
      paramLabel = "NAME",
      description = "Up to 50 attributes that are told of each customer, as columns of a table.")
  private List<String> attributes = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where ids are written, one a line (default: the terminal).")
  private @Nullable Path out;

  @Option(names = "--csv", paramLabel = "FILE", description = "Where a CSV table is written.")
  private @Nullable Path csv;

  @Option(
      names = "--plain",
      description =
          "Leaves cells of the table as they are. Else a cell that a spreadsheet would take for a"
              + " formula, for it begins with =, +, -, @, a tab or a carriage return and is no"
              + " number, gets a ' before it.")
  private boolean plain;

  @Option(
      names = "--resume",
      description =
          "Keeps what arrived beside the file if the stream breaks; the same command then goes on"
              + " behind it.")
  private boolean resume;

  @Option(
      names = "--sample",
      paramLabel = "N",
      description = "At most so many, spread evenly over all of them (default: all).")
  private @Nullable Integer sample;

  @Option(
      names = "--roaring",
      paramLabel = "FILE",
      description = "Where a Roaring bitmap of numbers is written; needs --dictionary.")
  private @Nullable Path roaring;

  @Option(
      names = "--dictionary",
      paramLabel = "FILE",
      description =
          "Where a CSV table tells which number is whose; the numbers are those of one snapshot.")
  private @Nullable Path dictionary;

  @Spec private CommandSpec spec;

  @Override
  public String expression() {
    return expression;
  }

  @Override
  public Integer call() throws IOException {
    check();
    try {
      if (roaring != null && dictionary != null) {
        writeBitmap(roaring, dictionary);
      } else if (csv != null) {
        writeFile(csv);
      } else if (out != null) {
        writeFile(out);
      } else {
        PrintWriter terminal = spec.commandLine().getOut();
        MemberTable table = table(terminal);
        table.begin();
        read(request(), response -> table.add(response.getBatch()));
        terminal.flush();
      }
      return 0;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void check() {
    if ((roaring == null) != (dictionary == null)) {
      refuse("--roaring and --dictionary are given together");
    }
    if (List.of(Optional.ofNullable(out), Optional.ofNullable(csv), Optional.ofNullable(roaring))
            .stream()
            .filter(Optional::isPresent)
            .count()
        > 1) {
      refuse("one of --out, --csv and --roaring");
    }
    if (out != null && !attributes.isEmpty()) {
      refuse("a file of ids has no attributes; --csv FILE has");
    }
    if (resume && ((out == null && csv == null) || sample != null)) {
      refuse("--resume needs --out or --csv, and goes on with all customers, not with a sample");
    }
    if (sample != null && sample < 1) {
      refuse("--sample is at least 1: sample=" + sample);
    }
  }

  private void refuse(String message) {
    throw new ParameterException(spec.commandLine(), message);
  }

  private MembersRequest.Builder request() {
    MembersRequest.Builder request =
        MembersRequest.newBuilder()
            .setWorkspace(connection.workspace())
            .setExpression(expression)
            .addAllAttributes(attributes)
            .setSample(sample == null ? 0 : sample);
    asOf.timestamp().ifPresent(request::setAsOf);
    return request;
  }

  private MemberTable table(Writer to) {
    boolean table = csv != null || !attributes.isEmpty();
    return table ? MemberTable.csv(to, attributes, plain) : MemberTable.lines(to);
  }

  private void read(MembersRequest.Builder request, Consumer<MembersResponse> taker) {
    connection.with(channel -> {
      SegmentServiceGrpc.newBlockingStub(channel)
          .members(request.build())
          .forEachRemaining(response -> {
            Output.warn(spec.commandLine().getErr(), response.getStart().getWarningsList());
            taker.accept(response);
          });
      return true;
    });
  }

  private void writeFile(Path file) throws IOException {
    PartFile part = PartFile.of(file);
    String columns = (csv == null ? "" : plain ? "plain," : "safe,") + String.join(",", attributes);
    Optional<PartFile.Mark> mark = resume ? part.mark(columns) : Optional.empty();
    long[] count = {0};
    try (PartFile.Out to = mark.isPresent() ? part.goOn(mark.get()) : part.begin()) {
      MemberTable table = table(to.writer());
      if (mark.isEmpty()) {
        table.begin();
      }
      read(
          request().setResume(mark.map(PartFile.Mark::token).orElse("")),
          response -> {
            table.add(response.getBatch());
            count[0] += response.getBatch().getCustomerIdsCount();
            if (resume && response.hasBatch()) {
              to.mark(columns, response.getBatch().getResume());
            }
          });
    } catch (StatusRuntimeException e) {
      if (!resume || part.mark(columns).isEmpty()) {
        part.drop();
      } else if (e.getStatus().getCode() != Status.Code.INVALID_ARGUMENT) {
        say("what arrived is kept; the same command goes on behind it");
      }
      throw e;
    } catch (IOException | RuntimeException e) {
      part.drop();
      throw e;
    }
    part.publish();
    say(Output.number(count[0]) + (mark.isPresent() ? " more" : "") + " ids written to " + file);
  }

  private void writeBitmap(Path bitmapFile, Path dictionaryFile) throws IOException {
    PartFile bitmapPart = PartFile.of(bitmapFile);
    PartFile dictionaryPart = PartFile.of(dictionaryFile);
    long[] count = {0};
    try (PartFile.Out bitmap = bitmapPart.begin();
        PartFile.Out told = dictionaryPart.begin()) {
      MemberTable table = MemberTable.numbered(told.writer(), plain);
      table.begin();
      read(
          request().setForm(MembersForm.MEMBERS_FORM_ROARING),
          response -> {
            write(response, bitmap.bytes());
            table.add(response.getBatch());
            count[0] += response.getBatch().getCustomerIdsCount();
          });
    } catch (IOException | RuntimeException e) {
      bitmapPart.drop();
      dictionaryPart.drop();
      throw e;
    }
    dictionaryPart.publish();
    bitmapPart.publish();
    say(Output.number(count[0]) + " ids written to " + dictionaryFile);
  }

  private static void write(MembersResponse response, OutputStream bitmap) {
    try {
      response.getRoaring().getPiece().writeTo(bitmap);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void say(String what) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(what);
    err.flush();
  }
}
