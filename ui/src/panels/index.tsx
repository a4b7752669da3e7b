import type { PanelProps } from './props';

/** What stands beside the builder: warnings, breakdown, sample members, overlap. */
export function Panels({ preview }: PanelProps) {
  if (!preview || preview.warnings.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="warnings-title">
      <h2 id="warnings-title">Worth a look</h2>
      <ul>
        {preview.warnings.map((warning) => (
          <li key={warning.message}>{warning.message}</li>
        ))}
      </ul>
    </section>
  );
}
