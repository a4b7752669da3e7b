package io.lamella.engine.memory;

/// A piece of a [Region] with one owner.
///
/// @param offset in the region's memory, a multiple of 64
public record Block(long offset, long sizeBytes, Purpose purpose) {}
