import './charts.css';

interface Props {
  /** Of the full width, 0 to 1. */
  readonly part: number;
  /** Where a mark stands for what it is held against, 0 to 1; undefined for none. */
  readonly mark?: number;
}

/** A part of the full width; drawn in attributes, since the page's policy allows no inline styles. */
export function Bar({ part, mark }: Props) {
  const place = mark === undefined ? undefined : (mark * 100).toFixed(2);
  return (
    <svg class="bar-chart" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="bar-chart-ground" width="100" height="10" />
      <rect class="bar-chart-part" width={(part * 100).toFixed(2)} height="10" />
      {place && <line class="bar-chart-mark" x1={place} x2={place} y1="0" y2="10" />}
    </svg>
  );
}
