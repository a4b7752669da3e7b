import { useRef, useState } from 'preact/hooks';
import { counted, share } from '../../shared/numbers';
import { type Column, columnAfter, type Layout, layoutOf, lengthOf } from './upset';

interface Props {
  /** The segments, in the order that columns name them by. */
  readonly names: readonly string[];
  /** How many customers each has. */
  readonly sizes: readonly bigint[];
  readonly columns: readonly Column[];
  readonly population: bigint;
  open(column: Column): void;
}

/**
 * Who is in exactly which segments (an UpSet chart): a row for each segment, a column for each region with dots at the
 * segments it lies in and a bar for its customers. Columns are buttons, of which Tab reaches one and arrows the others.
 */
export function UpSet({ names, sizes, columns, population, open }: Props) {
  const [chosen, setChosen] = useState(0);
  const drawing = useRef<SVGSVGElement>(null);
  const at = Math.min(chosen, columns.length - 1);
  const layout = layoutOf(columns.length, names.length, isNarrow() ? 'narrow' : 'wide');
  const most = columns.reduce((max, { count }) => (count > max ? count : max), 0n);
  const onKeyDown = (event: KeyboardEvent, column: Column) => {
    if (event.key === 'Enter' || event.key === ' ') open(column);
    else {
      const to = columnAfter(event.key, at, columns.length);
      if (to === undefined) return;
      setChosen(to);
      drawing.current?.querySelectorAll<SVGGElement>('[role=button]')[to]?.focus();
    }
    event.preventDefault();
  };
  return (
    <div class="upset-scroll" tabIndex={0} role="group" aria-label="Chart of regions">
      <svg
        ref={drawing}
        class="upset"
        width={layout.width}
        height={layout.height}
        role="group"
        aria-label="Who is in exactly which segments"
      >
        {names.map((name, row) => (
          <Row
            key={row}
            row={row}
            name={name}
            size={sizes[row] ?? 0n}
            most={sizes.reduce((max, size) => (size > max ? size : max), 0n)}
            layout={layout}
          />
        ))}
        {columns.map((column, place) => (
          <g
            key={column.segments.join('.')}
            class="upset-column"
            role="button"
            tabIndex={place === at ? 0 : -1}
            aria-label={`${counted(column.count)} customers ${column.title}. Open as a segment`}
            transform={`translate(${layout.left + place * layout.column} 0)`}
            onClick={() => open(column)}
            onFocus={() => setChosen(place)}
            onKeyDown={(event) => onKeyDown(event, column)}
          >
            <title>
              {counted(column.count)} ({share(column.count, population)}) {column.title}
            </title>
            <Bars column={column} rows={names.length} most={most} layout={layout} />
          </g>
        ))}
      </svg>
    </div>
  );
}

/** Whether bars of sizes would leave no room for the columns. */
function isNarrow(): boolean {
  return matchMedia('(max-width: 640px)').matches;
}

const SIZE_BAR = 70;
/** What the bars of sizes take, with what keeps them apart. */
const SIZE_ROOM = 86;
const MAX_NAME = 14;

function Row(props: {
  readonly row: number;
  readonly name: string;
  readonly size: bigint;
  readonly most: bigint;
  readonly layout: Layout;
}) {
  const { row, name, size, most, layout } = props;
  // Numbers end where columns begin, or where the bars before these do.
  const end = isNarrow() ? layout.left - 8 : layout.left - SIZE_ROOM;
  const middle = layout.row / 2;
  return (
    <g transform={`translate(0 ${layout.rows + row * layout.row})`}>
      {row % 2 === 0 && <rect class="upset-band" width={layout.width} height={layout.row} />}
      <text class="upset-name" x="6" y={middle + 4}>
        <title>{name}</title>
        {name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1)}…` : name}
      </text>
      <text class="upset-number" x={end} y={middle + 4} text-anchor="end">
        {counted(size)}
      </text>
      {!isNarrow() && (
        <rect
          class="upset-size"
          x={end + 8}
          y={middle - 4}
          width={lengthOf(size, most, SIZE_BAR)}
          height="8"
        />
      )}
    </g>
  );
}

function Bars(props: {
  readonly column: Column;
  readonly rows: number;
  readonly most: bigint;
  readonly layout: Layout;
}) {
  const { column, rows, most, layout } = props;
  const middle = layout.column / 2;
  const foot = layout.rows - 12;
  const length = lengthOf(column.count, most, layout.bars);
  const y = (row: number) => layout.rows + (row + 0.5) * layout.row;
  const [first = 0] = column.segments;
  return (
    <>
      <rect class="upset-target" width={layout.column} height={layout.height} />
      <text
        class="upset-number"
        transform={`translate(${middle + 4} ${foot - length - 4}) rotate(-90)`}
      >
        {counted(column.count)}
      </text>
      <rect class="upset-bar" x="5" y={foot - length} width={layout.column - 10} height={length} />
      <line
        class="upset-thread"
        x1={middle}
        x2={middle}
        y1={y(first)}
        y2={y(column.segments.at(-1) ?? first)}
      />
      {Array.from({ length: rows }, (_, row) => (
        <circle
          key={row}
          class={column.segments.includes(row) ? 'upset-dot in' : 'upset-dot'}
          cx={middle}
          cy={y(row)}
          r="6"
        />
      ))}
    </>
  );
}
