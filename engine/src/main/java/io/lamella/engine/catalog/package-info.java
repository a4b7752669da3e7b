/// Names, types and dictionaries: what a workspace calls its attributes, behaviours and properties,
/// and the small integers that stand for customers and values.
@NullMarked
package io.lamella.engine.catalog;

import org.jspecify.annotations.NullMarked;
