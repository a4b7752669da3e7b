package io.lamella.server.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.lamella.server.cli.csv.BadFileException;
import io.lamella.v1.NamedExpression;
import io.lamella.v1.PartitionVersion;
import io.lamella.v1.PartitionVersionOrBuilder;
import io.lamella.v1.Stage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The stages of a partition, in their order: each an option of its own, or all in a file.
final class StageList {
  @Option(
      names = "--stage",
      paramLabel = "NAME=EXPR",
      description = "A stage; given several times, in the order in which they are tried.")
  private List<String> stages = List.of();

  @Option(
      names = "--stages",
      paramLabel = "FILE",
      description = {
        "The stages in a JSON file, - for standard input:",
        "{\"stages\": [{\"name\": \"new\", \"expression\": \"did('purchase').count() == 1\"}]}"
      })
  private @Nullable String file;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /// The stages that are given; empty if there are none.
  ///
  /// @throws ParameterException if they are given both ways, or without names
  /// @throws BadFileException if the file has none
  List<NamedExpression> given() {
    if (file == null) {
      List<NamedExpression> named = new ArrayList<>();
      NamedExpressions.of(stages, "stage", command)
          .forEach((name, expression) -> named.add(stage(name, expression)));
      return named;
    }
    if (!stages.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "stages come from --stage or from --stages FILE, not from both");
    }
    return read(file);
  }

  private static List<NamedExpression> read(String name) {
    PartitionVersion.Builder read = PartitionVersion.newBuilder();
    try {
      JsonFormat.parser().merge(SmallFile.read(name), read);
    } catch (InvalidProtocolBufferException e) {
      throw new BadFileException(name + ": " + e.getMessage());
    }
    if (read.getStagesCount() == 0) {
      throw new BadFileException(name + ": no stages; the file is {\"stages\": [...]}");
    }
    return of(read);
  }

  /// The stages that a partition has.
  static List<NamedExpression> of(PartitionVersionOrBuilder version) {
    return version.getStagesList().stream()
        .map((Stage stage) -> stage(stage.getName(), stage.getExpression()))
        .toList();
  }

  private static NamedExpression stage(String name, String expression) {
    return NamedExpression.newBuilder().setName(name).setExpression(expression).build();
  }
}
