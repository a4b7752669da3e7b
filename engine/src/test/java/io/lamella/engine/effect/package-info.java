/// Tests of the arithmetic of differences, against published numbers.
@NullMarked
package io.lamella.engine.effect;

import org.jspecify.annotations.NullMarked;
