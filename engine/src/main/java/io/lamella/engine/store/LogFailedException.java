package io.lamella.engine.store;

import java.io.IOException;

/// The log takes no more records, since an earlier write failed in a way that leaves open what is
/// durable. The cause is that first failure. Reading goes on; opening the log anew finds out.
public final class LogFailedException extends IOException {
  public LogFailedException(String log, IOException first) {
    super("the log failed and takes no more records: log=" + log + ", first=" + first, first);
  }
}
