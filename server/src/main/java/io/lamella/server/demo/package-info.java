/// A seeded, realistic shop, and questions to ask it.
@NullMarked
package io.lamella.server.demo;

import org.jspecify.annotations.NullMarked;
