package io.lamella.engine.kernel;

/// What a strip of a container does to a target, word by word.
public enum StripOperation {
  DECODE {
    @Override
    public long apply(long target, long source) {
      return source;
    }
  },
  OR {
    @Override
    public long apply(long target, long source) {
      return target | source;
    }
  },
  AND {
    @Override
    public long apply(long target, long source) {
      return target & source;
    }
  },
  AND_NOT {
    @Override
    public long apply(long target, long source) {
      return target & ~source;
    }
  };

  public abstract long apply(long target, long source);
}
