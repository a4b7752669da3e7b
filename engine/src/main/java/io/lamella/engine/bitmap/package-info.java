/// Sets of ordinals: compressed bitmaps made of containers, one for each chunk of 65,536 customers.
/// Immutable once written to the region.
@NullMarked
package io.lamella.engine.bitmap;

import org.jspecify.annotations.NullMarked;
