@NullMarked
package io.lamella.server.service;

import org.jspecify.annotations.NullMarked;
