/// The engine at its door: real data with answers computed elsewhere, and everything that can be
/// wrong with what it is given.
@NullMarked
package io.lamella.engine.acceptance;

import org.jspecify.annotations.NullMarked;
