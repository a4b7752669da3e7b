// Fails the build when the bundle outgrows its budgets: the first page must open at once on a slow line, and no page may keep
// anybody waiting. The first page is what index.html names, for Vite names there all that its script imports.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';

const FIRST_BYTES = 100 * 1024;
const ALL_BYTES = 180 * 1024;
const root = new URL('../target/classes/console', import.meta.url).pathname;
const sizes = new Map(
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [relative(root, file), gzipSync(readFileSync(file)).length]),
);
const page = readFileSync(join(root, 'index.html'), 'utf8');
const named = [...page.matchAll(/(?:src|href)="\.?\/?([^"]+)"/g)].map(([, file]) => file);

check('first page', ['index.html', ...new Set(named)], FIRST_BYTES);
check('console', [...sizes.keys()], ALL_BYTES);

function check(what, files, budget) {
  const total = files.reduce((sum, file) => sum + sizes.get(file), 0);
  const verdict = `${what}: ${(total / 1024).toFixed(1)} of ${budget / 1024} KB gzipped`;
  if (total <= budget) {
    console.log(verdict);
    return;
  }
  console.error(`${verdict}: too large`);
  process.exitCode = 1;
}
