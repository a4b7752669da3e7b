@NullMarked
package io.lamella.server;

import org.jspecify.annotations.NullMarked;
