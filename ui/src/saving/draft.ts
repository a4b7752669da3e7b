import type { SegmentVersion } from '../api/definitionWords';
import type { Saved } from '../model/saved';

/** What was written in the form; what nobody touched is as it is kept. */
export interface Draft {
  readonly name: string;
  readonly description?: string;
  readonly tags?: string;
}

/** The form as it opens: the name that the segment has, and what is kept of it. */
export function draftOf(saved: Saved | undefined, kept?: SegmentVersion): Draft {
  return {
    name: saved?.name ?? '',
    ...(kept && { description: kept.description, tags: kept.tags.join(', ') }),
  };
}

/** The tags of a text: parted by commas, each once. */
export function tagsOf(text: string): string[] {
  const tags = text.split(',').map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ''))];
}

/** From which version a new one is made: the one that was opened, or else the one whose number the form has shown. */
export function expected(name: string, shown: number, saved: Saved | undefined): number {
  return saved?.name === name ? saved.version : shown;
}

/** Whether somebody has saved a newer version than the one that was opened. */
export function isOutdated(name: string, inForce: number, saved: Saved | undefined): boolean {
  return expected(name, inForce, saved) < inForce;
}
