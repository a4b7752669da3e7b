/// Predicates: what is asked of a customer, never how it is answered. The tree has two outer forms,
/// text ([io.lamella.engine.query.text]) and protobuf; both give the same tree and so the same
/// answer.
@NullMarked
package io.lamella.engine.query;

import org.jspecify.annotations.NullMarked;
