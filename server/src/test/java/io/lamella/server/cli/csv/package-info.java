/// Tests of the CSV reader.
@NullMarked
package io.lamella.server.cli.csv;

import org.jspecify.annotations.NullMarked;
