/// CRoaring, the bitmaps of the C library, as a rival: called through the FFM API where the caller
/// says where the library lies.
@NullMarked
package io.lamella.bench.croaring;

import org.jspecify.annotations.NullMarked;
