package io.lamella.server.klaviyo.json;

import java.util.regex.Pattern;

/// How the place of a value in a document is written: `$.condition_groups[1].conditions[0]`, and
/// `$['First Name']` where a name is no identifier.
public final class Paths {

  /// The whole document.
  public static final String ROOT = "$";

  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private Paths() {}

  /// A field of the object at a path.
  public static String field(String path, String name) {
    return IDENTIFIER.matcher(name).matches()
        ? path + "." + name
        : path + "['" + name.replace("\\", "\\\\").replace("'", "\\'") + "']";
  }

  /// An item of the list at a path, from 0.
  public static String item(String path, int number) {
    return path + "[" + number + "]";
  }
}
