import { useEffect, useRef, useState } from 'preact/hooks';
import type { OverlapResponse } from '../api/wire';
import { counted } from '../shared/numbers';
import { type Cell, cellOf, heat, type MeasureName, MEASURES, told } from './matrix';
import './matrix.css';
import { type Range, seen } from './window';

interface Props {
  readonly names: readonly string[];
  readonly answer: OverlapResponse;
  /** What stands below each count; undefined for counts alone. */
  readonly measure: MeasureName | undefined;
}

/** Up to so many segments the whole table is made; of more only the cells that are seen. */
const WHOLE = 40;
/** A cell of a large table, in pixels, as its styles have it. */
const CELL = { width: 92, height: 48 } as const;

/** The customers that each two of some segments have in common, as a table that scrolls. */
export function Matrix(props: Props) {
  const count = props.names.length;
  const whole = { from: 0, to: count };
  return count <= WHOLE ? (
    <div class="matrix-scroll" tabIndex={0} role="group" aria-label="Table of overlaps">
      <Cells {...props} rows={whole} columns={whole} />
    </div>
  ) : (
    <Large {...props} />
  );
}

function Large(props: Props) {
  const count = props.names.length;
  const frame = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ left: 0, top: 0, width: 0, height: 0 });
  const look = () => {
    if (!frame.current) return;
    const {
      scrollLeft: left,
      scrollTop: top,
      clientWidth: width,
      clientHeight: height,
    } = frame.current;
    setView({ left, top, width, height });
  };
  useEffect(() => {
    look();
    if (!frame.current) return undefined;
    const observer = new ResizeObserver(look);
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div
      ref={frame}
      class="matrix-scroll large"
      tabIndex={0}
      role="group"
      aria-label="Table of overlaps"
      onScroll={look}
    >
      <Cells
        {...props}
        rows={seen(count, CELL.height, view.top, view.height)}
        columns={seen(count, CELL.width, view.left, view.width)}
      />
    </div>
  );
}

interface CellsProps extends Props {
  readonly rows: Range;
  readonly columns: Range;
}

/** The table; cells that are not made leave their room empty. */
function Cells({ names, answer, measure, rows, columns }: CellsProps) {
  const before = columns.from * CELL.width;
  const behind = (names.length - columns.to) * CELL.width;
  const chosen = names.slice(columns.from, columns.to);
  return (
    <table
      class="matrix"
      aria-rowcount={names.length + 1}
      aria-colcount={names.length + 1}
      data-cells={`${rows.to - rows.from}x${chosen.length}`}
    >
      <caption class="unseen">
        Customers that each pair of segments has in common
        {measure && `, and the ${MEASURES[measure]}`}
      </caption>
      <thead>
        <tr aria-rowindex={1}>
          <td />
          <Gap size={before} />
          {chosen.map((name, i) => (
            <th
              key={columns.from + i}
              scope="col"
              title={name}
              aria-colindex={columns.from + i + 2}
            >
              {name}
            </th>
          ))}
          <Gap size={behind} />
        </tr>
      </thead>
      <tbody>
        <Space size={rows.from * CELL.height} />
        {names.slice(rows.from, rows.to).map((name, i) => {
          const row = rows.from + i;
          return (
            <tr key={row} aria-rowindex={row + 2}>
              <th scope="row" title={name}>
                {name}
              </th>
              <Gap size={before} />
              {chosen.map((_, j) => (
                <One
                  key={columns.from + j}
                  cell={cellOf(answer, row, columns.from + j)}
                  measure={measure}
                  own={row === columns.from + j}
                  column={columns.from + j + 2}
                />
              ))}
              <Gap size={behind} />
            </tr>
          );
        })}
        <Space size={(names.length - rows.to) * CELL.height} />
      </tbody>
    </table>
  );
}

function One(props: {
  readonly cell: Cell;
  readonly measure: MeasureName | undefined;
  readonly own: boolean;
  readonly column: number;
}) {
  const { cell, measure, own, column } = props;
  const part = cell[measure ?? 'ofRow'];
  return (
    <td class={`number ${own ? 'own' : `heat-${heat(part)}`}`} aria-colindex={column}>
      {counted(cell.count)}
      {!own && measure && <small>{told(part, measure)}</small>}
    </td>
  );
}

function Gap({ size }: { readonly size: number }) {
  return size > 0 ? <td aria-hidden="true" style={{ minWidth: `${size}px` }} /> : null;
}

function Space({ size }: { readonly size: number }) {
  if (size <= 0) return null;
  return (
    <tr aria-hidden="true">
      <td style={{ height: `${size}px` }} />
    </tr>
  );
}
