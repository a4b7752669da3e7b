/// Questions to one snapshot, as each contender's own experts would ask them.
@NullMarked
package io.lamella.bench.query;

import org.jspecify.annotations.NullMarked;
