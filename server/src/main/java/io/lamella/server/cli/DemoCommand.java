package io.lamella.server.cli;

import io.lamella.engine.api.Question;
import io.lamella.server.LamellaServer;
import io.lamella.server.ServerConfig;
import io.lamella.server.demo.DemoDefinitions;
import io.lamella.server.demo.DemoQuestion;
import io.lamella.server.demo.Shop;
import io.lamella.server.demo.ShopLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `lamella demo`: a shop to ask, and what to ask it.
@Command(
    name = "demo",
    description = "Makes a shop, serves it and shows what to ask.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--customers",
      paramLabel = "N",
      description = "How many customers (default: ${DEFAULT-VALUE}).",
      defaultValue = "200000")
  private int customers;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed makes the same shop (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private long seed;

  @Option(
      names = "--until",
      paramLabel = "INSTANT",
      description = "When the shop's three months end (default: now).",
      converter = AsOf.InstantConverter.class)
  private @Nullable Instant until;

  @Mixin private final Listening listening = new Listening();

  @Option(
      names = "--check",
      description =
          "Asks the questions over the wire, compares the answers with a plain count, and ends.")
  private boolean check;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (customers < 1) {
      throw new ParameterException(spec.commandLine(), "--customers is at least 1");
    }
    long start = System.nanoTime();
    Instant end = until == null ? Instant.ofEpochMilli(System.currentTimeMillis()) : until;
    var shop = new Shop(seed, customers, end);
    // A check must not fail because a server happens to run.
    ServerConfig config = listening.apply(ServerConfig.defaults(), spec);
    if (check) {
      config = ServerConfig.defaults().onPort(0);
    }
    PrintWriter out = spec.commandLine().getOut();
    try (LamellaServer server = LamellaServer.start(config)) {
      ShopLoader.load(shop, server.engine());
      boolean kept =
          DemoDefinitions.keep(server.engine().library(Question.DEFAULT_WORKSPACE), shop.until());
      out.println(
          "A shop of "
              + Output.number(customers)
              + " customers, three months until "
              + end
              + ", made and loaded in "
              + Output.seconds(System.nanoTime() - start)
              + " (seed "
              + seed
              + ").");
      out.println("lamella serves gRPC on localhost:" + server.port() + ".");
      Listening.console(config, server).ifPresent(out::println);
      boolean right = ask(shop, server.port());
      if (kept) {
        showStages(shop, server.port());
      }
      if (check) {
        out.println(right ? "ok: every answer is right" : "WRONG");
        out.flush();
        return right ? 0 : 1;
      }
      out.println();
      Listening.invitation(config, server).ifPresent(out::println);
      out.println(
          "More: ./lamella catalog   ./lamella segment list   ./lamella explain 'EXPR'   Ctrl-C stops the server.");
      out.flush();
      server.awaitClose();
    }
    return 0;
  }

  /// Prints the questions with their answers; when checking, compares them with a plain count.
  private boolean ask(Shop shop, int serverPort) {
    PrintWriter out = spec.commandLine().getOut();
    boolean right = true;
    List<DemoQuestion> questions = DemoQuestion.all();
    for (DemoQuestion question : questions) {
      out.println();
      out.println(question.title() + ":");
      out.println();
      out.println(
          "  ./lamella count "
              + target(serverPort)
              + "\""
              + question.expression().replace("\n", "\n    ")
              + "\"");
      out.flush();
      String answer = asked(new CountCommand(), question.expression(), shop.until(), serverPort);
      out.println("  " + answer.strip());
      if (check) {
        long expected = shop.customers().filter(question.judge(shop)).count();
        boolean same = answer.startsWith(Output.number(expected) + " of ");
        out.println(
            "  plain count " + Output.number(expected) + (same ? ": the same" : ": DIFFERENT"));
        right &= same;
      }
    }
    return right;
  }

  /// Prints how the customers are spread over the stages that the demo keeps.
  private void showStages(Shop shop, int serverPort) {
    PrintWriter out = spec.commandLine().getOut();
    out.println();
    out.println("Kept under names: three segments, a list, and the stages of a customer's life:");
    out.println();
    out.println("  ./lamella stages count " + target(serverPort) + DemoDefinitions.PARTITION);
    asked(new StagesCountCommand(), DemoDefinitions.PARTITION, shop.until(), serverPort)
        .lines()
        .forEach(line -> out.println("  " + line));
    out.flush();
  }

  private static String target(int serverPort) {
    return serverPort == ServerConfig.DEFAULT_PORT ? "" : "--target localhost:" + serverPort + " ";
  }

  /// What somebody at the terminal would be answered.
  ///
  /// @param about what is asked, the command's only argument
  private static String asked(Object command, String about, Instant asOf, int serverPort) {
    var answer = new StringWriter();
    var commandLine = new CommandLine(command);
    commandLine.setOut(new PrintWriter(answer));
    commandLine.setErr(new PrintWriter(answer));
    commandLine.setExecutionExceptionHandler(new Refusals());
    int _ =
        commandLine.execute(
            about, "--as-of", asOf.toString(), "--target", "localhost:" + serverPort);
    return answer.toString();
  }
}
