import { insights } from '../../api/insights';
import { sizesOf } from '../../api/sizes';
import { messages } from '../../api/messages';
import type { ReachResponse } from '../../api/messageWords';
import type { Timestamp } from '../../api/wire';
import { segment as written } from '../../shared/expressions';
import type { Channel } from './channels';

/** What all rows are asked about. */
export interface About {
  readonly workspace: string;
  readonly asOf: Timestamp | undefined;
}

/** How a segment's size went. */
export interface Trend {
  /** By rising instant, one a day. */
  readonly sizes: readonly number[];
  /** The last size less the first. */
  readonly change: number;
}

/** Days of a trend, today with them. */
export const TREND_DAYS = 30;

/** How the size of a saved segment went. */
export async function trendOf(about: About, name: string, signal: AbortSignal): Promise<Trend> {
  const { workspace, asOf } = about;
  const segment = { case: 'expression', value: written(name) } as const;
  const series = { case: 'days', value: { asOf, count: TREND_DAYS } } as const;
  const { points } = sizesOf(await insights.history({ workspace, segment, series }, { signal }));
  const sizes = points.map(({ count }) => Number(count));
  return { sizes, change: (sizes.at(-1) ?? 0) - (sizes[0] ?? 0) };
}

/** Who of a saved segment can be written to, by channels. */
export function reachOf(
  about: About & { readonly channels: readonly Channel[] },
  name: string,
  signal: AbortSignal,
): Promise<ReachResponse> {
  const { workspace, asOf, channels } = about;
  return messages.reach(
    {
      workspace,
      asOf,
      segment: { segment: { case: 'expression', value: written(name) } },
      channels: channels.map((channel) => ({
        name: channel.name,
        steps: [
          { name: 'agreed', segment: { case: 'expression', value: channel.expression } as const },
        ],
      })),
    },
    { signal },
  );
}
