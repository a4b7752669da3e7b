import './charts.css';
import { pathOf, scaleOf } from './scale';

interface Props {
  readonly values: readonly number[];
  /** What it shows, in words: it has no axes. */
  readonly label: string;
}

const WIDTH = 88;
const HEIGHT = 24;
const EDGE = 3;

/** How values went, as a line the height of a text. */
export function Spark({ values, label }: Props) {
  const { low, high } = scaleOf(values, 'near');
  const last = Math.max(values.length - 1, 1);
  const places = values.map(
    (value, at) =>
      [
        EDGE + (at / last) * (WIDTH - 2 * EDGE),
        EDGE + (1 - (value - low) / (high - low)) * (HEIGHT - 2 * EDGE),
      ] as const,
  );
  const end = places.at(-1);
  return (
    <svg class="spark" width={WIDTH} height={HEIGHT} role="img" aria-label={label}>
      <path class="series-line main" d={pathOf(places)} />
      {end && <circle class="series-dot main" cx={end[0]} cy={end[1]} r="2.5" />}
    </svg>
  );
}
