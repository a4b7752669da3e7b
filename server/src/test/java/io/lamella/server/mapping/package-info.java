@NullMarked
package io.lamella.server.mapping;

import org.jspecify.annotations.NullMarked;
