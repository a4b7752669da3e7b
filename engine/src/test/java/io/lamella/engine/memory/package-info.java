/// Tests of the bytes outside the Java heap: budget, region, growable memory.
@NullMarked
package io.lamella.engine.memory;

import org.jspecify.annotations.NullMarked;
