import './part.css';

interface Props {
  /** How much of the width is filled, from 0 to 1. */
  readonly part: number;
  /** Where a mark stands for what it is held against, from 0 to 1; undefined for none. */
  readonly mark?: number;
}

/** A part of a whole as a bar. What it shows stands beside it as a number. */
export function Part({ part, mark }: Props) {
  return (
    <svg class="part" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="part-ground" width="100" height="10" />
      <rect class="part-filled" width={(part * 100).toFixed(2)} height="10" />
      {mark !== undefined && (
        <line
          class="part-mark"
          x1={(mark * 100).toFixed(2)}
          x2={(mark * 100).toFixed(2)}
          y1="0"
          y2="10"
        />
      )}
    </svg>
  );
}
