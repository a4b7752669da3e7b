/// What the README and the manual show, run.
@NullMarked
package io.lamella.server.docs;

import org.jspecify.annotations.NullMarked;
