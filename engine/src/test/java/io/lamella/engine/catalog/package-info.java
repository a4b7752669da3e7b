/// Tests of dictionaries, event ids and the position in a sample, each against a plain collection.
@NullMarked
package io.lamella.engine.catalog;

import org.jspecify.annotations.NullMarked;
