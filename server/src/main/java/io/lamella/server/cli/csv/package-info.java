/// Reads CSV files for an import: plain or gzip, their headers and the types of their columns.
@NullMarked
package io.lamella.server.cli.csv;

import org.jspecify.annotations.NullMarked;
