package io.lamella.engine.query.text;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelSource;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import io.lamella.engine.query.Limits;
import io.lamella.engine.query.Locator;
import java.util.IdentityHashMap;

/// A text that CEL's parser has read: the syntax tree, and where each part of it stands. Confined
/// to one thread while a predicate is made of it; its locator may then be shared.
final class Source {
  /// More parentheses than this inside one another are refused by the parser, before anything can
  /// overflow.
  private static final int MAX_PARSE_DEPTH = 200;

  private static final int MAX_CODE_POINTS = 1_000_000;
  private static final int MAX_ERRORS = 30;

  private static final CelParser PARSER =
      CelParserFactory.standardCelParserBuilder()
          .setOptions(
              CelOptions.current()
                  .maxParseRecursionDepth(MAX_PARSE_DEPTH)
                  .maxExpressionCodePointSize(MAX_CODE_POINTS)
                  .maxParseErrorRecoveryLimit(MAX_ERRORS)
                  .build())
          .build();

  private final CelSource source;
  private final CelExpr root;
  private final IdentityHashMap<Object, String> places = new IdentityHashMap<>();

  private Source(CelSource source, CelExpr root) {
    this.source = source;
    this.root = root;
  }

  /// Parses a text. If there are faults, the root is nothing in particular.
  static Source parse(String text, Limits limits, Faults faults) {
    if (text.isBlank()) {
      faults.add(1, 1, "an empty expression; write everyone() for all customers");
      return empty(text);
    }
    if (text.codePointCount(0, text.length()) > MAX_CODE_POINTS) {
      faults.add(1, 1, "longer than " + MAX_CODE_POINTS + " characters");
      return empty(text);
    }
    CelValidationResult result = PARSER.parse(text);
    for (CelIssue issue : result.getErrors()) {
      CelSourceLocation at = issue.getSourceLocation();
      int line = Math.max(1, at.getLine());
      int column = Math.max(0, at.getColumn()) + 1;
      faults.add(line, column, inOurWords(issue.getMessage(), limits));
    }
    if (result.hasError()) {
      return empty(text);
    }
    try {
      CelAbstractSyntaxTree tree = result.getAst();
      return new Source(tree.getSource(), tree.getExpr());
    } catch (CelValidationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Source empty(String text) {
    return new Source(CelSource.newBuilder(text).build(), CelExpr.ofNotSet(0));
  }

  private static String inOurWords(String message, Limits limits) {
    if (message.contains("recursion limit")) {
      return "nested too deeply; the limit is " + limits.levels() + " levels";
    }
    return message;
  }

  CelExpr root() {
    return root;
  }

  /// Remembers that a part of the predicate stands where a part of the text stands.
  <T> T place(T part, CelExpr at) {
    places.put(part, place(at));
    return part;
  }

  /// Where a part of the text begins: `line:column`.
  String place(CelExpr expr) {
    CelSourceLocation at = location(expr);
    return at.getLine() + ":" + (at.getColumn() + 1);
  }

  void fault(Faults faults, CelExpr at, String message) {
    CelSourceLocation location = location(at);
    faults.add(location.getLine(), location.getColumn() + 1, message);
  }

  /// The text from a part's beginning on.
  String textFrom(CelExpr expr) {
    return source.getContent().toString().substring(utf16(offset(expr)));
  }

  /// The predicate as a whole stands at the beginning.
  Locator locator() {
    return part -> places.getOrDefault(part, "1:1");
  }

  private CelSourceLocation location(CelExpr expr) {
    return source.getOffsetLocation(offset(expr)).orElse(CelSourceLocation.of(1, 0));
  }

  /// The offset of a part, in code points. A call's is that of its parenthesis in CEL: here it is
  /// its name's.
  private int offset(CelExpr expr) {
    int offset = source.getPositionsMap().getOrDefault(expr.id(), 0);
    if (expr.getKind() != CelExpr.ExprKind.Kind.CALL) {
      return offset;
    }
    var content = source.getContent();
    int at = offset;
    if (at < content.size() && content.get(at) == '(') {
      at--;
      while (at >= 0 && Character.isWhitespace(content.get(at))) {
        at--;
      }
      while (at >= 0 && Character.isJavaIdentifierPart(content.get(at))) {
        at--;
      }
      return at + 1;
    }
    return offset;
  }

  private int utf16(int codePoints) {
    return source.getContent().toString().offsetByCodePoints(0, codePoints);
  }
}
