package io.lamella.server.docs;

// begin
import io.grpc.ManagedChannelBuilder;
import io.lamella.v1.CountRequest;
import io.lamella.v1.SegmentServiceGrpc;

public class ReadmeClient {
  public static void main(String[] args) {
    var channel = ManagedChannelBuilder.forTarget(args[0]).usePlaintext().build();
    try {
      var segments = SegmentServiceGrpc.newBlockingStub(channel);
      var request = CountRequest.newBuilder().setExpression("country == 'GB'").build();
      var answer = segments.count(request);
      System.out.println(answer.getCount() + " of " + answer.getPopulation());
    } finally {
      channel.shutdownNow();
    }
  }
}
// end
