package io.lamella.engine.api;

/// A checkpoint that is complete.
///
/// @param number counts up
/// @param writtenParts files written for it
/// @param writtenBytes their bytes
/// @param sharedParts files of earlier checkpoints that it goes on using
/// @param purged whether older checkpoints and the journal before it were deleted
public record CheckpointSummary(
    long number, int writtenParts, long writtenBytes, int sharedParts, boolean purged) {}
