package io.lamella.bench;

/// What one form needed. Kept for the record, so that a reader sees what a rival was given.
///
/// @param question the question's short name: `boolean`
/// @param form the form's name
/// @param nanos the median
public record Trial(String question, String form, double nanos) {}
