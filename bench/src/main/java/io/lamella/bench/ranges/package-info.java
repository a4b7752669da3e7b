/// Ranges of numbers: the engine's columns and bitmaps beside bit-sliced planes.
@NullMarked
package io.lamella.bench.ranges;

import org.jspecify.annotations.NullMarked;
