package io.lamella.server.cli;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.lamella.v1.AdminServiceGrpc;
import io.lamella.v1.DayOfWeek;
import io.lamella.v1.GetWorkspaceRequest;
import io.lamella.v1.PutWorkspaceRequest;
import io.lamella.v1.WorkspaceSettings;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lamella workspace set`.
@Command(
    name = "workspace",
    description = "Makes a workspace or changes its settings.",
    mixinStandardHelpOptions = true,
    subcommands = WorkspaceCommand.SetCommand.class)
final class WorkspaceCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command: lamella workspace set");
  }

  /// `lamella workspace set`: what is not named stays as it is.
  @Command(
      name = "set",
      description = "Sets the time zone, the first day of the week, the attribute with a zone.",
      mixinStandardHelpOptions = true)
  static final class SetCommand implements Runnable {
    @Mixin private Connection connection = new Connection();

    @Option(names = "--zone", paramLabel = "ZONE", description = "Like Europe/London.")
    private @Nullable String zone;

    @Option(names = "--first-day-of-week", paramLabel = "DAY", description = "Like monday.")
    private java.time.@Nullable DayOfWeek firstDayOfWeek;

    @Option(
        names = "--zone-attribute",
        paramLabel = "NAME",
        description = "The attribute with a customer's own zone.")
    private @Nullable String zoneAttribute;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
      WorkspaceSettings settings =
          connection.with(channel -> {
            var stub = AdminServiceGrpc.newBlockingStub(channel);
            return stub.putWorkspace(
                    PutWorkspaceRequest.newBuilder()
                        .setWorkspace(connection.workspace())
                        .setSettings(changed(current(stub)))
                        .build())
                .getSettings();
          });
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          connection.workspace()
              + ": time zone "
              + settings.getTimeZone()
              + ", weeks from "
              + settings
                  .getFirstDayOfWeek()
                  .name()
                  .replace("DAY_OF_WEEK_", "")
                  .toLowerCase(Locale.ROOT)
              + (settings.getZoneAttribute().isEmpty()
                  ? ""
                  : ", a customer's own zone in " + settings.getZoneAttribute()));
      out.flush();
    }

    private WorkspaceSettings current(AdminServiceGrpc.AdminServiceBlockingStub stub) {
      try {
        return stub.getWorkspace(
                GetWorkspaceRequest.newBuilder().setWorkspace(connection.workspace()).build())
            .getSettings();
      } catch (StatusRuntimeException e) {
        if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
          throw e;
        }
        return WorkspaceSettings.newBuilder()
            .setTimeZone("UTC")
            .setFirstDayOfWeek(DayOfWeek.DAY_OF_WEEK_MONDAY)
            .build();
      }
    }

    private WorkspaceSettings changed(WorkspaceSettings current) {
      WorkspaceSettings.Builder settings = current.toBuilder();
      if (zone != null) {
        settings.setTimeZone(zone);
      }
      if (firstDayOfWeek != null) {
        settings.setFirstDayOfWeek(DayOfWeek.forNumber(firstDayOfWeek.getValue()));
      }
      if (zoneAttribute != null) {
        settings.setZoneAttribute(zoneAttribute);
      }
      return settings.build();
    }
  }
}
