package io.lamella.server.call;

/// Whether a server can be asked, in a line.
public record Readiness(boolean ready, String line) {}
