/// Walks a plan by chunks and strips, calls kernels, feeds sinks and keeps the deadline. Nothing is
/// materialised between the nodes of a plan but a strip of 16,384 customers; a chunk that its
/// directory entries decide never reaches a kernel.
@NullMarked
package io.lamella.engine.exec;

import org.jspecify.annotations.NullMarked;
