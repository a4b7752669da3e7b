/// The console's HTTP door on the loopback address: the console's files, and the same services as
/// over gRPC, asked in the unary JSON form of the Connect protocol through a channel inside the
/// process. It decides nothing about segments: deadlines, limits and refusals are those of gRPC.
@NullMarked
package io.lamella.server.web;

import org.jspecify.annotations.NullMarked;
