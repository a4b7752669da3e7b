/** A part of a row of cells: from the first to before the last. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** So many cells beyond what is seen are made, so that scrolling shows no gap. */
const BEYOND = 4;

/** Which of so many cells of a size are seen, with some beyond; at least one. All sizes in pixels. */
export function seen(count: number, size: number, scrolled: number, room: number): Range {
  const first = Math.min(Math.floor(scrolled / size), count - 1) - BEYOND;
  const last = Math.ceil((scrolled + room) / size) + BEYOND;
  return { from: Math.max(0, first), to: Math.max(1, Math.min(count, last)) };
}
