package io.lamella.engine.memory;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Functions of the C library.
final class NativeFunctions {
  static final boolean MAC = System.getProperty("os.name").startsWith("Mac");

  private NativeFunctions() {}

  static MethodHandle function(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    MemorySegment address =
        linker
            .defaultLookup()
            .find(name)
            .orElseThrow(() ->
                new IllegalStateException(
                    "no " + name + " in the C library: Lamella runs on Linux and macOS"));
    return linker.downcallHandle(address, descriptor);
  }
}
