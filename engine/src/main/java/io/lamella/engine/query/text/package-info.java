/// The text form of predicates: the syntax of CEL as `dev.cel`'s parser reads it with macros off,
/// the meaning ours.
@NullMarked
package io.lamella.engine.query.text;

import org.jspecify.annotations.NullMarked;
