package io.lamella.server.call;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoUtils;
import java.util.ArrayList;
import java.util.List;

/// Lets a service read requests that are nested more deeply than the 100 messages protobuf reads by
/// itself: each of the language's 32 levels may take four, so that a predicate is bounded by the
/// language's own limit, whose refusal says where it is passed.
public final class DeepMessages {
  /// Far beyond the language's limit, far within a thread's stack.
  private static final int MAX_DEPTH = 400;

  private DeepMessages() {}

  /// The same service, whose requests may be nested so deeply.
  public static ServerServiceDefinition readBy(ServerServiceDefinition service) {
    ServiceDescriptor described = service.getServiceDescriptor();
    List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>();
    ServiceDescriptor.Builder descriptor =
        ServiceDescriptor.newBuilder(described.getName())
            .setSchemaDescriptor(described.getSchemaDescriptor());
    for (ServerMethodDefinition<?, ?> method : service.getMethods()) {
      ServerMethodDefinition<?, ?> deep = deep(method);
      methods.add(deep);
      descriptor.addMethod(deep.getMethodDescriptor());
    }
    ServerServiceDefinition.Builder builder = ServerServiceDefinition.builder(descriptor.build());
    methods.forEach(builder::addMethod);
    return builder.build();
  }

  private static <Q, A> ServerMethodDefinition<Q, A> deep(ServerMethodDefinition<Q, A> method) {
    MethodDescriptor<Q, A> descriptor = method.getMethodDescriptor();
    return ServerMethodDefinition.create(
        descriptor.toBuilder()
            .setRequestMarshaller(deep(descriptor.getRequestMarshaller()))
            .build(),
        method.getServerCallHandler());
  }

  @SuppressWarnings("unchecked") // The prototype is of the type that its marshaller reads.
  private static <Q> Marshaller<Q> deep(Marshaller<Q> marshaller) {
    return marshaller instanceof PrototypeMarshaller<Q> known
            && known.getMessagePrototype() instanceof Message prototype
        ? (Marshaller<Q>) ProtoUtils.marshallerWithRecursionLimit(prototype, MAX_DEPTH)
        : marshaller;
  }
}
