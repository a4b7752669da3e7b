/// The command line: a server to start, and a client of its services.
@NullMarked
package io.lamella.server.cli;

import org.jspecify.annotations.NullMarked;
