import { useState } from 'preact/hooks';

/** What this browser remembers of how somebody likes the panels; never what a segment asks. */
const PREFIX = 'lamella.panels.';

/** What is remembered under a key; undefined where nothing is, or where storing is not allowed. */
export function recall(key: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Remembers a text; where storing is not allowed the page works, forgetfully. */
export function remember(key: string, text: string): void {
  try {
    localStorage.setItem(PREFIX + key, text);
  } catch {
    // Private windows and full disks.
  }
}

/** A choice that outlives the page. */
export function useRemembered<T extends string>(
  key: string,
  otherwise: T,
  isValid: (text: string) => text is T = (text): text is T => text !== '',
): [T, (next: T) => void] {
  const [choice, setChoice] = useState<T>(() => {
    const found = recall(key);
    return found !== undefined && isValid(found) ? found : otherwise;
  });
  return [
    choice,
    (next) => {
      setChoice(next);
      remember(key, next);
    },
  ];
}
