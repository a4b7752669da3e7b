import type { ForecastResponse, HistoryResponse, SizeSeries } from './insightWords';

/** The sizes that a history or a forecast tells. */
export function sizesOf({ sizes }: HistoryResponse | ForecastResponse): SizeSeries {
  if (!sizes) throw new Error('an answer without sizes');
  return sizes;
}
