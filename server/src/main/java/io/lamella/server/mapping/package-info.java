/// Messages to the engine's words and back, refusals to statuses. Nothing here asks the engine or
/// decides anything.
@NullMarked
package io.lamella.server.mapping;

import org.jspecify.annotations.NullMarked;
