/// Segment definitions of Klaviyo's API as expressions: each condition becomes a predicate, and a
/// report says by path how faithful it is. Pure: nothing here asks an engine or a server.
@NullMarked
package io.lamella.server.klaviyo;

import org.jspecify.annotations.NullMarked;
