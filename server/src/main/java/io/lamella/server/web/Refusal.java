package io.lamella.server.web;

import io.grpc.Status;
import java.util.Optional;

/// Why a request is refused before any service hears of it.
///
/// @param httpStatus what HTTP has for it; not always the one that Connect gives the code
/// @param allowed the methods that would be right, where the method is wrong
record Refusal(int httpStatus, Status.Code code, String message, Optional<String> allowed) {

  static Refusal of(int httpStatus, Status.Code code, String message) {
    return new Refusal(httpStatus, code, message, Optional.empty());
  }

  /// The method is not one of these.
  static Refusal method(String method, String allowed) {
    return new Refusal(
        405,
        Status.Code.UNIMPLEMENTED,
        "this is asked with another method: method=" + method + ", allowed=" + allowed,
        Optional.of(allowed));
  }

  /// As a line for people, or in Connect's form for programs.
  Reply reply(Audience audience) {
    Reply reply =
        switch (audience) {
          case PEOPLE -> Reply.text(httpStatus, message);
          case PROGRAMS -> ConnectErrors.reply(httpStatus, code, message);
        };
    return allowed.map(methods -> reply.with("Allow", methods)).orElse(reply);
  }

  /// Who reads a refusal.
  enum Audience {
    PEOPLE,
    PROGRAMS
  }
}
