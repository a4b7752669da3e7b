const whole = new Intl.NumberFormat('en');

/** A count as people read it: 1,234,567. */
export function counted(count: bigint | number): string {
  return whole.format(count);
}

/** A part of a whole in percent, with as many digits as tell it from 0 and from everything. */
export function share(part: bigint, of: bigint): string {
  if (of === 0n) return '–';
  if (part === 0n) return '0 %';
  if (part === of) return '100 %';
  const percent = (Number(part) / Number(of)) * 100;
  if (percent < 0.01) return '< 0.01 %';
  if (percent > 99.99) return '> 99.99 %';
  return `${percent.toFixed(percent < 1 || percent > 99.9 ? 2 : 1)} %`;
}

/** A time on the server in milliseconds: 0.42 ms, 12 ms. */
export function milliseconds(nanos: bigint): string {
  const ms = Number(nanos) / 1e6;
  return `${ms < 10 ? ms.toFixed(ms < 1 ? 2 : 1) : Math.round(ms)} ms`;
}

/** How many times as frequent: 1.8×. */
export function times(lift: number): string {
  if (lift > 0 && lift < 0.05) return '< 0.1×';
  return `${lift < 9.95 ? lift.toFixed(1) : Math.round(lift)}×`;
}
