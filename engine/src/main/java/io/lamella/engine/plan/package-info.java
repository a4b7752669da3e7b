/// From question to work: checks a predicate against the catalogue and turns it into a plan. Pure:
/// the same predicate, statistics and instant give the same plan; no index memory is touched.
@NullMarked
package io.lamella.engine.plan;

import org.jspecify.annotations.NullMarked;
