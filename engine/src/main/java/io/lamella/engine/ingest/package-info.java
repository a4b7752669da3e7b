/// The way in: a bulk import is staged, built and published as the next snapshot, or leaves no
/// trace.
@NullMarked
package io.lamella.engine.ingest;

import org.jspecify.annotations.NullMarked;
