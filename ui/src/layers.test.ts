import { expect, test } from 'vitest';

// The folders are the architecture: features know the wire, the model and shared parts, but not one
// another, but that panels tell what they show in the reading's words; only the app knows them all.
const ALLOWED: Record<string, readonly string[]> = {
  api: [],
  shared: ['api'],
  model: ['api', 'shared'],
  builder: ['api', 'model', 'shared'],
  overlaps: ['api', 'shared'],
  panels: ['api', 'charts', 'model', 'overlaps', 'reading', 'shared'],
  charts: ['shared'],
  pages: ['api', 'charts', 'model', 'overlaps', 'reading', 'shared'],
  saving: ['api', 'model', 'shared'],
  reading: ['api', 'model', 'shared'],
  recipes: ['api', 'model', 'shared'],
  app: ['api', 'builder', 'model', 'pages', 'panels', 'reading', 'recipes', 'saving', 'shared'],
};

const files = import.meta.glob<string>('./*/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

test('no folder imports another that it may not know', () => {
  const wrong: string[] = [];
  for (const [path, source] of Object.entries(files)) {
    const own = path.split('/')[1] ?? '';
    if (path.includes('/generated/')) continue;
    for (const [, target = ''] of source.matchAll(/(?:from |import\()'(\.[^']*)'/g)) {
      const other = new URL(target, `file:/${path.slice(2)}`).pathname.split('/')[1] ?? '';
      if (other !== own && !ALLOWED[own]?.includes(other)) wrong.push(`${path} -> ${other}`);
    }
    const generated = /(?:from |import\()'\.\.?\/.*generated/.test(source);
    if (generated && own !== 'api') wrong.push(`${path} -> generated`);
  }
  expect(wrong).toEqual([]);
});
