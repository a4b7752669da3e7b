package io.lamella.server.call;

import io.grpc.MethodDescriptor;
import io.lamella.v1.DefinitionServiceGrpc;
import io.lamella.v1.IngestServiceGrpc;
import java.util.Set;

/// Which calls bring customers' ids and values in. Their messages may be large, and are quoted
/// nowhere.
public final class CustomerData {
  private static final Set<String> LISTS =
      Set.of(
          DefinitionServiceGrpc.getCreateListMethod().getFullMethodName(),
          DefinitionServiceGrpc.getUploadListMethod().getFullMethodName());

  private CustomerData() {}

  /// Whether a method's requests do.
  public static boolean isBroughtBy(MethodDescriptor<?, ?> method) {
    return IngestServiceGrpc.SERVICE_NAME.equals(method.getServiceName())
        || LISTS.contains(method.getFullMethodName());
  }
}
