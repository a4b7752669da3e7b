/// What holds for every population whatever the answers are, so that it can be checked at millions
/// of customers without an oracle.
@NullMarked
package io.lamella.engine.law;

import org.jspecify.annotations.NullMarked;
