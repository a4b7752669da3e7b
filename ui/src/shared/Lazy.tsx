import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A part of the console that is fetched when it is first shown. */
export type Loader<P> = () => Promise<{ readonly default: ComponentType<P> }>;

interface Props<P> {
  /** The same function always for the same part. */
  readonly load: Loader<P>;
  readonly with: P;
}

/** Shows a part once it is there, and what to do where it cannot be had. */
export function Lazy<P extends object>({ load, with: props }: Props<P>) {
  const [part, setPart] = useState<{ readonly of: Loader<P>; readonly shown: ComponentType<P> }>();
  const [failed, setFailed] = useState<Loader<P>>();
  useEffect(() => {
    load().then(
      ({ default: shown }) => setPart({ of: load, shown }),
      () => setFailed(() => load),
    );
  }, [load]);
  if (part?.of === load) return <part.shown {...props} />;
  if (failed !== load) return null;
  return (
    <div class="trouble" role="alert">
      <p>This part of the console could not be fetched: the server is away, or a newer one runs.</p>
      <button type="button" class="button" onClick={() => location.reload()}>
        Load the console again
      </button>
    </div>
  );
}
