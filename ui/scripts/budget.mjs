// Fails the build when the bundle outgrows its budget: the console must open at once on a slow line.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const BUDGET_BYTES = 100 * 1024;
const root = new URL('../target/classes/console', import.meta.url).pathname;
const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const total = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
const verdict = `console: ${(total / 1024).toFixed(1)} of ${BUDGET_BYTES / 1024} KB gzipped`;
if (total > BUDGET_BYTES) {
  console.error(`${verdict}: too large`);
  process.exit(1);
}
console.log(verdict);
