/// The second opinion: the language's definition as plain loops over plain objects, seeded random
/// populations and expressions, and the tests that compare the engine with them. Shared with the
/// server's tests.
@NullMarked
package io.lamella.engine.oracle;

import org.jspecify.annotations.NullMarked;
