/// Seeded populations, loaded into Lamella and into its rivals.
@NullMarked
package io.lamella.bench.data;

import org.jspecify.annotations.NullMarked;
