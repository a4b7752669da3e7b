/// How sure a difference is: shares and means of two groups of customers, intervals of what they
/// differ by, and how many customers it takes to see a difference. Pure arithmetic over exact
/// counts and sums; distributions come from Apache Commons Statistics.
@NullMarked
package io.lamella.engine.effect;

import org.jspecify.annotations.NullMarked;
