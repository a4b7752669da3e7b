/// Loops over memory: static, primitives and memory only, no allocation, no branch that the caller
/// could have decided. Each has a plain form, which is its definition, and, where measured to win,
/// a vector form of the same signature, chosen once at start.
@NullMarked
package io.lamella.engine.kernel;

import org.jspecify.annotations.NullMarked;
