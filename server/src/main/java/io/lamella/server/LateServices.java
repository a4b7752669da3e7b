package io.lamella.server;

import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The methods of services that are not there yet: known from the first moment, they answer that
/// the server is recovering until the services are there. Safe for use by many threads.
final class LateServices extends HandlerRegistry {

  private static final Status RECOVERING =
      Status.UNAVAILABLE.withDescription("recovering: the data directory is being read");

  private final UnaryOperator<ServerServiceDefinition> guard;
  private final List<ServerServiceDefinition> absent;
  private volatile Map<String, ServerMethodDefinition<?, ?>> methods;

  /// @param guard puts the interceptors around a service
  LateServices(List<ServiceDescriptor> services, UnaryOperator<ServerServiceDefinition> guard) {
    this.guard = guard;
    absent = services.stream().map(LateServices::absent).map(guard).toList();
    methods = byName(absent);
  }

  /// From now on the services answer themselves.
  void open(List<ServerServiceDefinition> services) {
    methods = byName(services.stream().map(guard).toList());
  }

  @Override
  public List<ServerServiceDefinition> getServices() {
    return absent;
  }

  @Override
  public @Nullable ServerMethodDefinition<?, ?> lookupMethod(
      String methodName, @Nullable String authority) {
    return methods.get(methodName);
  }

  private static Map<String, ServerMethodDefinition<?, ?>> byName(
      List<ServerServiceDefinition> services) {
    Map<String, ServerMethodDefinition<?, ?>> byName = new HashMap<>();
    for (ServerServiceDefinition service : services) {
      for (ServerMethodDefinition<?, ?> method : service.getMethods()) {
        byName.put(method.getMethodDescriptor().getFullMethodName(), method);
      }
    }
    return Map.copyOf(byName);
  }

  private static ServerServiceDefinition absent(ServiceDescriptor service) {
    ServerServiceDefinition.Builder absent = ServerServiceDefinition.builder(service);
    service.getMethods().forEach(method -> absent.addMethod(absent(method)));
    return absent.build();
  }

  private static <Q, A> ServerMethodDefinition<Q, A> absent(MethodDescriptor<Q, A> method) {
    return ServerMethodDefinition.create(
        method,
        (call, _) -> {
          call.close(RECOVERING, new Metadata());
          return new ServerCall.Listener<>() {};
        });
  }
}
