@NullMarked
package io.lamella.server.call;

import org.jspecify.annotations.NullMarked;
