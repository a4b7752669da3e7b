/// The door of the engine: [io.lamella.engine.Engine] opens it, builds its parts and publishes
/// snapshots. A library: no network, no framework.
@NullMarked
package io.lamella.engine;

import org.jspecify.annotations.NullMarked;
