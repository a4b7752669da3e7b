package io.lamella.engine.effect;

/// What was measured, and between which values the truth lies with a confidence of
/// [Lift#CONFIDENCE].
public record Interval(double value, double low, double high) {}
