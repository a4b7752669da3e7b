import { useCallback, useMemo, useState } from 'preact/hooks';
import { definitions } from '../api/definitions';
import type { SegmentVersion } from '../api/definitionWords';
import { useLatest } from '../api/useLatest';

interface Question {
  readonly workspace: string;
  readonly name: string;
}

/** So long the form waits for the next letter of a name. */
const PAUSE_MS = 250;

/** The version in force of the segment that has a name, if one has; `again` looks anew. */
export function useKept(workspace: string, name: string) {
  const [times, setTimes] = useState(0);
  const trimmed = name.trim();
  const question = useMemo<Question | undefined>(
    () => (trimmed === '' ? undefined : { workspace, name: trimmed }),
    [workspace, trimmed, times],
  );
  const { answer } = useLatest(question, find, PAUSE_MS);
  const again = useCallback(() => setTimes((before) => before + 1), []);
  return { kept: answer?.question.name === trimmed ? answer.value : undefined, again };
}

// By listing, since a name that is not taken is no failure.
async function find(
  { workspace, name }: Question,
  signal: AbortSignal,
): Promise<SegmentVersion | undefined> {
  const asked = { workspace, containing: name, limit: 1000 };
  const { segments } = await definitions.listSegments(asked, { signal });
  return segments.find((each) => each.name === name)?.current;
}
