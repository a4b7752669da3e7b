/// The command line as its users meet it, against a real server.
@NullMarked
package io.lamella.server.cli;

import org.jspecify.annotations.NullMarked;
