package io.lamella.engine.segment;

import io.lamella.engine.api.StaticList;
import java.nio.ByteBuffer;

/// Who is to be in a static list.
///
/// @param roaring their ordinals, a portable Roaring bitmap
public record FrozenMembers(StaticList.Origin origin, ByteBuffer roaring) {}
