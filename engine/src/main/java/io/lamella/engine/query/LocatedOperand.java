package io.lamella.engine.query;

/// An operand with the places its parts came from.
public record LocatedOperand(Operand operand, Locator locator) {}
