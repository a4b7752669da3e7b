/// Bytes that outlive the process: one door to all files ([Disk]), the log of what was written
/// ([Log]) and immutable files whose every block is checked ([CheckedFileReader]). What was forced
/// is there after a crash; what is damaged is refused with its file and offset, never read as if it
/// were whole.
@NullMarked
package io.lamella.engine.store;

import org.jspecify.annotations.NullMarked;
