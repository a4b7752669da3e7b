package io.lamella.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.lamella.v1.CreateSegmentRequest;
import io.lamella.v1.DefinitionServiceGrpc;
import io.lamella.v1.DefinitionServiceGrpc.DefinitionServiceBlockingStub;
import io.lamella.v1.GetSegmentRequest;
import io.lamella.v1.SegmentVersion;
import io.lamella.v1.UpdateSegmentRequest;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Saves version after version of one segment, each with its number as its description, and knows
/// which of them must be there. Confined to one thread at a time.
final class SegmentClient {
  private static final String NAME = "changing";

  private int sent;
  private int acknowledged;

  /// Compares what the server has with what it must have: every version that it acknowledged, the
  /// one in flight perhaps, and no other.
  void check(ManagedChannel channel, String what) {
    if (sent == 0) {
      return;
    }
    List<SegmentVersion> versions;
    try {
      versions =
          stub(channel)
              .getSegment(GetSegmentRequest.newBuilder().setName(NAME).setLimit(1_000).build())
              .getVersionsList();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
        throw e;
      }
      assertThat(acknowledged).as("%s: %s", what, e).isZero();
      sent = 0;
      return;
    }
    int newest = versions.getFirst().getNumber();
    assertThat(newest).as("%s: version", what).isBetween(acknowledged, sent);
    for (SegmentVersion version : versions) {
      assertThat(version.getDescription())
          .as(what)
          .isEqualTo(Integer.toString(version.getNumber()));
      assertThat(version.getExpression()).as(what).isEqualTo(expression(version.getNumber()));
    }
    sent = newest;
    acknowledged = newest;
  }

  /// Saves versions until the server is gone.
  void run(ManagedChannel channel) {
    try {
      while (true) {
        sent = acknowledged + 1;
        if (sent == 1) {
          var _ =
              stub(channel)
                  .createSegment(
                      CreateSegmentRequest.newBuilder()
                          .setName(NAME)
                          .setExpression(expression(sent))
                          .setDescription(Integer.toString(sent))
                          .build());
        } else {
          var _ =
              stub(channel)
                  .updateSegment(
                      UpdateSegmentRequest.newBuilder()
                          .setName(NAME)
                          .setExpression(expression(sent))
                          .setDescription(Integer.toString(sent))
                          .setExpectedVersion(acknowledged)
                          .build());
        }
        acknowledged = sent;
        Thread.sleep(1);
      }
    } catch (StatusRuntimeException e) {
      assertThat(e.getStatus().getCode().name()).isIn("UNAVAILABLE", "CANCELLED", "INTERNAL");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String expression(int version) {
    return "sample(" + (1 + version % 99) + ", 'kill')";
  }

  private static DefinitionServiceBlockingStub stub(ManagedChannel channel) {
    return DefinitionServiceGrpc.newBlockingStub(channel).withDeadlineAfter(30, TimeUnit.SECONDS);
  }
}
