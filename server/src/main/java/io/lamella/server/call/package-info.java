/// What every call has, whichever service it is for: an id, a line in the access log, a deadline, a
/// thread to run on, a stream paced by its reader, and an answer even to a mistake of ours.
@NullMarked
package io.lamella.server.call;

import org.jspecify.annotations.NullMarked;
