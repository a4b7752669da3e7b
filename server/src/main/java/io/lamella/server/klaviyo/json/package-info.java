/// JSON that somebody else wrote, read within bounds: every value has its path, and whatever is
/// wrong is told by path, all at once.
@NullMarked
package io.lamella.server.klaviyo.json;

import org.jspecify.annotations.NullMarked;
