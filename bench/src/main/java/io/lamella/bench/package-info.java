/// Suites of figures: Lamella beside its rivals, on the same data, in the same run, on as many
/// threads.
@NullMarked
package io.lamella.bench;

import org.jspecify.annotations.NullMarked;
