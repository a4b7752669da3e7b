/// The demo shop, looked at.
@NullMarked
package io.lamella.server.demo;

import org.jspecify.annotations.NullMarked;
