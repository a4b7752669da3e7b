package io.lamella.bench.croaring;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.NoSuchElementException;

/// Where the library is, and its functions. A call costs some nanoseconds, so short calls are as
/// fast as from C.
public final class CRoaring {
  /// The system property with the path of `libroaring.so`.
  public static final String PROPERTY = "lamella.bench.croaring";

  static final ValueLayout POINTER = ValueLayout.ADDRESS;
  static final ValueLayout SIZE = ValueLayout.JAVA_LONG;
  static final ValueLayout INT = ValueLayout.JAVA_INT;

  private static final Linker LINKER = Linker.nativeLinker();

  private CRoaring() {}

  /// Whether there is a library to compare with.
  public static boolean isGiven() {
    return !System.getProperty(PROPERTY, "").isEmpty();
  }

  /// The library.
  ///
  /// @throws IllegalArgumentException if it cannot be loaded
  static SymbolLookup library() {
    return SymbolLookup.libraryLookup(
        Path.of(System.getProperty(PROPERTY, "")).toAbsolutePath(), Arena.global());
  }

  /// A function that returns something.
  ///
  /// @throws NoSuchElementException if the library has none of this name
  static MethodHandle function(
      SymbolLookup library, String name, MemoryLayout returned, MemoryLayout... parameters) {
    return LINKER.downcallHandle(
        symbol(library, name), FunctionDescriptor.of(returned, parameters));
  }

  /// A function that returns nothing.
  ///
  /// @throws NoSuchElementException if the library has none of this name
  static MethodHandle procedure(SymbolLookup library, String name, MemoryLayout... parameters) {
    return LINKER.downcallHandle(symbol(library, name), FunctionDescriptor.ofVoid(parameters));
  }

  /// A function's newer name if the library has it, else the older.
  static String either(SymbolLookup library, String newer, String older) {
    return library.find(newer).isPresent() ? newer : older;
  }

  private static MemorySegment symbol(SymbolLookup library, String name) {
    return library
        .find(name)
        .orElseThrow(() -> new NoSuchElementException("CRoaring has no function: name=" + name));
  }

  /// What a call threw: nothing that a caller could do anything about.
  static IllegalStateException failed(Throwable thrown) {
    return new IllegalStateException("call to CRoaring failed", thrown);
  }
}
