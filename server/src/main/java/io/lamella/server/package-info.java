/// The engine over the wire: configuration, start and stop. The only place that wires the parts.
@NullMarked
package io.lamella.server;

import org.jspecify.annotations.NullMarked;
