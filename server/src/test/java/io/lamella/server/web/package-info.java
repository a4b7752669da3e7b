/// Real requests over HTTP to a real server.
@NullMarked
package io.lamella.server.web;

import org.jspecify.annotations.NullMarked;
