/// What a snapshot holds: attributes with their bitmaps and columns, behaviours in day buckets with
/// their event columns. Everything here is immutable once built; its bytes lie in the region and
/// are freed with the last snapshot that uses them.
@NullMarked
package io.lamella.engine.index;

import org.jspecify.annotations.NullMarked;
