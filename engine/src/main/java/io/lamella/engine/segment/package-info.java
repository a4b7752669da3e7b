/// Saved segments, static lists and partitions: what may be kept under a name, what names what, and
/// the changes of it, each checked against the snapshot that it changes and then written through
/// the one writer.
@NullMarked
package io.lamella.engine.segment;

import org.jspecify.annotations.NullMarked;
