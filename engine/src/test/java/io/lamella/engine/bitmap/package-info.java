/// Tests of bitmaps against `java.util.BitSet` and RoaringBitmap.
@NullMarked
package io.lamella.engine.bitmap;

import org.jspecify.annotations.NullMarked;
