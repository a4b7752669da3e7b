/// Tests of the loops: both forms of each against a slow and obvious one.
@NullMarked
package io.lamella.engine.kernel;

import org.jspecify.annotations.NullMarked;
