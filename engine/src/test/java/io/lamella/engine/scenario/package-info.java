/// Scenario files: customers, events, questions and the ids they select, readable by anyone. The
/// runner asks through [io.lamella.engine.scenario.Asker], so that the same files run over the
/// wire.
@NullMarked
package io.lamella.engine.scenario;

import org.jspecify.annotations.NullMarked;
