import { useEffect, useState } from 'preact/hooks';

const CALM_MS = 700;

/** Tells those who hear the page what it shows, once it has stopped changing. */
export function Live({ text }: { readonly text: string }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(text), CALM_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <p class="unseen" role="status" aria-live="polite" data-live>
      {said}
    </p>
  );
}
