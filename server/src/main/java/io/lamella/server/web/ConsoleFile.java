package io.lamella.server.web;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// A file of the console as it is sent, in either encoding. Immutable.
///
/// @param etag names the content, in quotes
/// @param gzip the same, compressed; none where that would not be smaller
record ConsoleFile(
    String contentType, boolean hashed, String etag, ByteString bytes, Optional<ByteString> gzip) {

  private static final int ETAG_BYTES = 12;

  /// A file with this content.
  ///
  /// @param hashed whether its name changes with its content
  static ConsoleFile of(String contentType, boolean hashed, byte[] content) {
    ByteString bytes = ByteString.copyFrom(content);
    ByteString compressed = compressed(content);
    return new ConsoleFile(
        contentType,
        hashed,
        etag(content),
        bytes,
        compressed.size() < bytes.size() ? Optional.of(compressed) : Optional.empty());
  }

  /// The reply with this file, or that it has not changed.
  ///
  /// @param known the names of contents that the client has, as in `If-None-Match`
  Reply reply(boolean acceptsGzip, String known) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", contentType);
    headers.put("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
    headers.put("Vary", "Accept-Encoding");
    boolean compress = acceptsGzip && gzip.isPresent();
    if (compress) {
      headers.put("Content-Encoding", "gzip");
    }
    String sentEtag = compress ? etag.replaceFirst("\"$", "-gzip\"") : etag;
    headers.put("ETag", sentEtag);
    return known.contains(sentEtag)
        ? new Reply(304, headers, ByteString.EMPTY)
        : new Reply(200, headers, compress ? gzip.orElseThrow() : bytes);
  }

  private static String etag(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return "\"" + HexFormat.of().formatHex(digest, 0, ETAG_BYTES) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ByteString compressed(byte[] content) {
    ByteArrayOutputStream target = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(target)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteString.copyFrom(target.toByteArray());
  }
}
