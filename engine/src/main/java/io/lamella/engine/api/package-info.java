/// What callers of the engine exchange with it: requests, results and refusals.
@NullMarked
package io.lamella.engine.api;

import org.jspecify.annotations.NullMarked;
