package io.lamella.server.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.util.JsonFormat;
import io.grpc.Status;
import io.lamella.server.Refused;
import io.lamella.server.TestServer;
import io.lamella.v1.CountRequest;
import io.lamella.v1.Predicate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Goal: whatever is wrong in a predicate in messages, the field and what would be right are told.
/// Method: a table of wrong predicates, in protobuf's JSON, each followed by every fault that is
/// told of it; no kind of predicate may be missing.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MessageFaultsTest {
  private final TestServer server = TestServer.start();

  MessageFaultsTest() {
    server.loadShop();
  }

  @AfterAll
  void close() {
    server.close();
  }

  /// A predicate's JSON, with its faults below it.
  private record Wrong(String predicate, List<String> faults) {
    Predicate message() throws IOException {
      Predicate.Builder message = Predicate.newBuilder();
      JsonFormat.parser().merge(predicate, message);
      return message.build();
    }
  }

  private static List<Wrong> table() throws IOException {
    List<Wrong> table = new ArrayList<>();
    try (InputStream file = MessageFaultsTest.class.getResourceAsStream("/faults/messages.txt")) {
      new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(line -> {
            if (line.startsWith("{")) {
              table.add(new Wrong(line, new ArrayList<>()));
            } else {
              table.getLast().faults().add(line.strip());
            }
          });
    }
    return table;
  }

  @Test
  void everyFaultIsToldWithItsField() throws IOException {
    for (Wrong wrong : table()) {
      var request = CountRequest.newBuilder().setPredicate(wrong.message()).build();
      Refused refused = Refused.by(() -> server.segments().count(request));
      assertThat(refused.code()).as(wrong.predicate).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(refused.violations()).as(wrong.predicate).isEqualTo(wrong.faults);
    }
  }

  @Test
  void noKindOfPredicateIsMissing() throws IOException {
    List<FieldDescriptor> kinds = new ArrayList<>();
    for (Wrong wrong : table()) {
      kinds.addAll(wrong.message().getAllFields().keySet());
    }
    List<FieldDescriptor> all = new ArrayList<>(Predicate.getDescriptor().getFields());
    // What has no parts has nothing wrong.
    all.removeIf(kind -> kind.getMessageType().getFields().isEmpty());
    assertThat(kinds).containsAll(all);
  }
}
