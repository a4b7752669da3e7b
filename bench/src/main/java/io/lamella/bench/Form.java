package io.lamella.bench;

import java.util.function.LongSupplier;

/// One way to ask a contender a question. The fastest form of a contender is the one that counts.
///
/// @param name contender and idea: `roaring heap, aggregated`
/// @param ask asks and returns the count
public record Form(String name, LongSupplier ask) {}
