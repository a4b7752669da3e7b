/// What a call to a running server takes.
@NullMarked
package io.lamella.bench.serve;

import org.jspecify.annotations.NullMarked;
