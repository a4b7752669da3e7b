/// Bytes outside the Java heap and who frees them: one reserved region for what snapshots hold,
/// growable memory for what is being built, a budget over all of it.
@NullMarked
package io.lamella.engine.memory;

import org.jspecify.annotations.NullMarked;
