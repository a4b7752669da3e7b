/// Reads lines of JSON as writes: in our own shape, and in those of Segment's calls.
@NullMarked
package io.lamella.server.cli.json;

import org.jspecify.annotations.NullMarked;
