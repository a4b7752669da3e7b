package io.lamella.server.web;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.stub.ClientCalls;
import io.lamella.engine.query.Limits;
import io.lamella.server.call.CustomerData;
import io.lamella.server.mapping.Statuses;
import io.lamella.server.mapping.StrictJson;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/// One unary method of a service, asked and answered in protobuf's JSON. Immutable.
///
/// @param request an empty request, from which others are made
record JsonMethod(MethodDescriptor<Message, Message> method, Message request) {

  /// Zeros and empty lists are written: nobody is an answer, and who reads with their own eyes
  /// should see it.
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().alwaysPrintFieldsWithNoPresence().omittingInsignificantWhitespace();

  /// Unknown fields are refused with their names.
  private static final JsonFormat.Parser PARSER = JsonFormat.parser();

  private static final Pattern QUOTED = Pattern.compile("(:|\"| but found ).*");
  private static final String UNKNOWN_FIELD = "Cannot find field:";

  /// What protobuf's reader of JSON and the reader below it say; neither has a limit of ours.
  private static final Pattern TOO_DEEP =
      Pattern.compile("(?i)hit recursion limit.*|nesting limit [0-9]+ reached.*");

  private static final String DEEPEST =
      "nested too deeply; JSON is read to 100 messages in one another: write the expression as text,"
          + " which may have "
          + Limits.DEFAULT.levels()
          + " levels";

  /// None for a method that streams.
  @SuppressWarnings("unchecked") // The marshaller's prototype shows what the messages are.
  static Optional<JsonMethod> of(MethodDescriptor<?, ?> method) {
    return method.getType() == MethodType.UNARY
            && method.getRequestMarshaller() instanceof PrototypeMarshaller<?> marshaller
            && marshaller.getMessagePrototype() instanceof Message request
        ? Optional.of(new JsonMethod((MethodDescriptor<Message, Message>) method, request))
        : Optional.empty();
  }

  /// Asks on this thread.
  ///
  /// @throws io.grpc.StatusRuntimeException as the service refuses, or if the text is not a request
  String ask(Channel channel, CallOptions options, String json) {
    Message answer = ClientCalls.blockingUnaryCall(channel, method, options, read(json));
    try {
      return PRINTER.print(answer);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private Message read(String json) {
    Message.Builder builder = request.newBuilderForType();
    try {
      StrictJson.check(json);
      PARSER.merge(json, builder);
    } catch (InvalidProtocolBufferException e) {
      throw Statuses.unreadable(new InvalidProtocolBufferException(told(e)));
    } catch (IOException | IllegalStateException e) {
      throw Statuses.unreadable(new InvalidProtocolBufferException(firstLine(e)));
    }
    return builder.build();
  }

  /// Protobuf's reader quotes what it cannot read. Of a write that may be a customer's id or value,
  /// which stays out of messages; the name of an unknown field does not.
  private String told(InvalidProtocolBufferException e) {
    String message = firstLine(e);
    return CustomerData.isBroughtBy(method) && !message.startsWith(UNKNOWN_FIELD)
        ? QUOTED.matcher(message).replaceFirst("")
        : message;
  }

  /// What follows are hints for those who program with the reader.
  private static String firstLine(Exception e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("malformed JSON");
    return TOO_DEEP.matcher(message).matches() ? DEEPEST : message;
  }
}
