package io.lamella.bench.serve;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.lamella.v1.CountRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.HdrHistogram.Histogram;

/// A count in JSON at the console's door, asked again and again by the JDK's client.
///
/// @param right what a right answer has in it
record JsonCounts(HttpClient client, HttpRequest call, String right) {

  /// A count of so many customers, asked at this port.
  static JsonCounts of(HttpClient client, int port, CountRequest request, long expected) {
    try {
      HttpRequest call =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + port + "/lamella.v1.SegmentService/Count"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(JsonFormat.printer().print(request)))
              .build();
      return new JsonCounts(client, call, "\"count\":\"" + expected + "\"");
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  Histogram run(OpenLoop load) {
    return load.run(this::send, answer -> answer.body().contains(right));
  }

  /// Asks so many times, each time when the one before is answered: over one connection, where a
  /// load on a server that is not warm would open hundreds.
  void oneByOne(int calls) {
    for (int i = 0; i < calls; i++) {
      Futures.getUnchecked(send());
    }
  }

  private ListenableFuture<HttpResponse<String>> send() {
    SettableFuture<HttpResponse<String>> answer = SettableFuture.create();
    var _ =
        client
            .sendAsync(call, BodyHandlers.ofString())
            .whenComplete((response, failure) -> {
              if (failure == null) {
                answer.set(response);
              } else {
                answer.setException(failure);
              }
            });
    return answer;
  }
}
