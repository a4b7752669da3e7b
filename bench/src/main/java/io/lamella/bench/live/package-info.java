/// What a running engine does while it is written to, and how it starts again.
@NullMarked
package io.lamella.bench.live;

import org.jspecify.annotations.NullMarked;
