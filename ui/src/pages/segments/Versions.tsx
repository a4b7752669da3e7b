import type { SegmentVersion } from '../../api/definitionWords';
import { dateAndTime } from '../../shared/dates';
import './segments.css';

interface Props {
  readonly versions: readonly SegmentVersion[];
  /** In which its dates are told. */
  readonly zone: string;
  open(version: SegmentVersion): void;
}

/** What a saved segment has been, newest first, each to be opened. */
export function Versions({ versions, zone, open }: Props) {
  return (
    <ul class="versions" aria-label="Versions">
      {versions.map((version) => (
        <li key={version.number}>
          <span class="number">{version.number}</span>
          <span class="hint">
            {version.savedAt && dateAndTime(version.savedAt, zone)}
            {version.author && ` by ${version.author}`}
          </span>
          <code>{version.expression}</code>
          <button type="button" class="button quiet" onClick={() => open(version)}>
            Open<span class="unseen"> version {version.number}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
