package io.lamella.server.klaviyo;

/// A line of the report: what became of a part of a definition. It speaks for everything below its
/// path that has no line of its own.
///
/// @param path `$.condition_groups[0].conditions[1]`
/// @param note how it is approximated, why it is impossible, or what else is worth knowing; may be
///   empty
/// @param expression what the condition became; empty for parts of a condition
public record Finding(String path, Fidelity fidelity, String note, String expression) {}
