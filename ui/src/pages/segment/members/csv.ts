/** What a spreadsheet takes for the beginning of a formula, or skips before one; `lamella members --csv` keeps to the same. */
const FORMULA = /^[=+\-@\t\r]/;
/** Begins like a formula and is none. */
const NUMBER = /^-?\d+(\.\d+)?$/;
const QUOTED = /[",\r\n]/;

/** So that spreadsheets read the file as UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

/** A value as a cell of a CSV file (RFC 4180) that no spreadsheet takes for a formula: an apostrophe stands before it then. */
export function cell(value: string): string {
  const harmless = FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return QUOTED.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Rows as lines of a CSV file, each with its end. */
export function lines(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** The name of a file for a segment: what file systems refuse is left out. */
export function fileName(segment: string): string {
  const plain = segment
    .replace(/[^\p{L}\p{N} ._-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '')
    .slice(0, 80);
  return `${plain || 'segment'}.csv`;
}
