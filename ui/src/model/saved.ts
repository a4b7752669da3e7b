/** Where the segment in the builder comes from: what saving it would be a new version of. */
export interface Saved {
  readonly name: string;
  /** The version that was opened. */
  readonly version: number;
}
