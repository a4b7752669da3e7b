// The browser that the tests drive, and what they all do with a page.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const SCREENSHOTS = new URL('../target/screenshots/', import.meta.url).pathname;

export const BASE = process.env.LAMELLA_BASE ?? 'http://localhost:8080';
export const TARGET = process.env.LAMELLA_TARGET ?? 'localhost:7070';
/** The instant that all questions are about, so that two of them can be compared; empty for now. */
export const AS_OF = process.env.LAMELLA_AS_OF ?? '';

export async function launch() {
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync);
  if (!executablePath) throw new Error('Chromium is needed (Debian: apt-get install chromium)');
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page at an address of the console; what goes wrong in it ends up in `page.wrongs`. */
export async function open(browser, { hash = '', base = BASE, ...options } = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  page.wrongs = [];
  page.on('pageerror', (error) => page.wrongs.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // A refusal is an answer like any other, though the browser notes its status.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) {
      page.wrongs.push(`console: ${message.text()}`);
    }
  });
  const at = AS_OF ? `at=${AS_OF}` : '';
  const isPage = hash.startsWith('/');
  await page.goto(`${base}/#${[hash, at].filter(Boolean).join(isPage ? '?' : '&')}`);
  if (isPage) await page.locator('main > .sheet-top').waitFor();
  else await settled(page);
  return page;
}

/** A number as it stands on a page: 1,234. */
export const number = (text) => Number(text.replace(/[^\d]/g, ''));

/** Waits until the page shows the answer to its last question. */
export async function settled(page) {
  await page.waitForFunction(
    () =>
      document.querySelector('[data-settled="true"]') !== null &&
      document.querySelector('[aria-busy="true"]') === null &&
      !location.hash.startsWith('#q='),
    undefined,
    { timeout: 20_000 },
  );
}

/** The total on the page. */
export async function total(page) {
  await settled(page);
  const text = await page.locator('[data-total]').textContent();
  return Number(text.replaceAll(',', ''));
}

/** The text of the segment on the page. */
export async function expression(page) {
  await settled(page);
  return page.getByRole('textbox', { name: 'As text' }).inputValue();
}

/** What the command line counts. */
export function counted(expression) {
  const lamella = process.env.LAMELLA ?? new URL('../../lamella', import.meta.url).pathname;
  const asOf = AS_OF ? [`--as-of=${AS_OF}`] : [];
  const args = ['count', '--json', `--target=${TARGET}`, ...asOf, expression];
  return Number(JSON.parse(execFileSync(lamella, args, { encoding: 'utf8' })).count);
}

/** What a plain count says, where many are wanted: the command line takes a second for each. */
export async function asked(expression) {
  return Number((await call('SegmentService/Count', { expression, ...instant('asOf') })).count);
}

/** The field that holds the instant of all questions; nothing for now. */
export function instant(field) {
  return AS_OF ? { [field]: AS_OF } : {};
}

/** What the server answers to a call, refusals too. */
export async function call(method, message) {
  const response = await fetch(`${BASE}/lamella.v1.${method}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(message),
  });
  return response.json();
}

/** What axe finds wrong. */
export async function violations(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

export async function screenshot(page, name) {
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: `${SCREENSHOTS}${name}.png`, fullPage: true });
}
