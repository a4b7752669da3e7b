/// From customer id to ordinal: the engine's own table beside a chain of Chronicle Maps.
@NullMarked
package io.lamella.bench.dictionary;

import org.jspecify.annotations.NullMarked;
