package io.lamella.server.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// Expressions with names, as a command line gives them: `NAME=EXPR`.
final class NamedExpressions {

  private NamedExpressions() {}

  /// Expressions by name, in the order in which they are given.
  ///
  /// @param what they are, in messages: `segment`
  /// @throws ParameterException for one that has no name, or the name of another
  static Map<String, String> of(List<String> given, String what, CommandSpec command) {
    Map<String, String> named = new LinkedHashMap<>();
    for (String each : given) {
      int equals = each.indexOf('=');
      if (equals < 1 || each.startsWith("==", equals)) {
        throw new ParameterException(
            command.commandLine(),
            "a " + what + " is NAME=EXPR, like uk=\"country == 'GB'\": " + each);
      }
      if (named.put(each.substring(0, equals).strip(), each.substring(equals + 1)) != null) {
        throw new ParameterException(
            command.commandLine(), "two " + what + "s have one name: " + each.substring(0, equals));
      }
    }
    return named;
  }
}
