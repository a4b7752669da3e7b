package io.lamella.engine.query;

/// A predicate with the places its parts came from.
public record Located(Predicate predicate, Locator locator) {}
