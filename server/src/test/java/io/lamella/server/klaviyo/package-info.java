@NullMarked
package io.lamella.server.klaviyo;

import org.jspecify.annotations.NullMarked;
