package io.lamella.engine.query;

import java.math.BigDecimal;

/// A place on Earth as a predicate names it, in degrees: `51.5074, -0.1278`.
///
/// @param latitude from -90 in the south to 90 in the north
/// @param longitude from -180 in the west to 180 in the east
public record Point(BigDecimal latitude, BigDecimal longitude) {}
