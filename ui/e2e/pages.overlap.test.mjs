// The page Overlap against a real server: every number is the command line's or adds up.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  asked,
  expression,
  launch,
  number,
  open,
  screenshot,
  settled,
  total,
  violations,
} from './browser.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const SAVED = ['British leads', 'never bought', 'subscribers'];
const columns = (page) => page.locator('.upset-column');
const count = async (column) => number((await column.getAttribute('aria-label')).split(' ')[0]);

test('regions and who is in none are everybody, and each region opens with its count', async () => {
  const page = await open(browser, { hash: '/overlap' });
  await columns(page).first().waitFor();
  const regions = await Promise.all((await columns(page).all()).map(count));
  const none = number(await page.locator('[data-none] .number').innerText());
  assert.equal(
    regions.reduce((a, b) => a + b, none),
    await asked('everyone()'),
  );
  await screenshot(page, 'overlap-page');
  assert.deepEqual(await violations(page), []);

  // By keyboard: Tab reaches one column, arrows the others, Enter opens.
  await columns(page).first().focus();
  await page.keyboard.press('ArrowRight');
  const second = page.locator('.upset-column:focus');
  const promised = await count(second);
  assert.equal(promised, regions[1]);
  await page.keyboard.press('Enter');
  await page.locator('[data-total]').waitFor();
  assert.equal(await total(page), promised);
  assert.equal(await asked(await expression(page)), promised);

  await page.goBack();
  await page.locator('[data-none]').click();
  assert.equal(await total(page), none);
  assert.deepEqual(page.wrongs, []);
});

test('the table has what each two have in common, and what is inside what is told', async () => {
  const page = await open(browser, { hash: '/overlap' });
  const table = page.getByRole('table');
  await table.waitFor();
  const [leads, , subscribers] = SAVED;
  const row = table.getByRole('row').filter({ has: page.getByRole('rowheader', { name: leads }) });
  const both = `segment('${leads}') && segment('${subscribers}')`;
  assert.equal(
    number((await row.locator('td').nth(2).innerText()).split('\n')[0]),
    await asked(both),
  );

  const relations = await page.locator('[data-relation=inside]').allInnerTexts();
  assert.ok(
    relations.some((text) => text.startsWith(`${leads} is inside ${subscribers}`)),
    relations,
  );

  await page.getByRole('combobox', { name: 'Below each count' }).selectOption('count');
  assert.equal(await table.locator('small').count(), 0);

  await page.getByRole('button', { name: 'Choose none' }).click();
  await page.getByText('Choose segments to see what they share.').waitFor();
  await page.getByRole('checkbox', { name: leads }).check();
  await columns(page).nth(0).waitFor();
  await page.reload();
  await page.getByRole('checkbox', { name: leads, checked: true }).waitFor();
  assert.equal(await page.getByRole('checkbox', { checked: true }).count(), 1);
  assert.deepEqual(page.wrongs, []);
});

test('what was kept in the builder can be compared, too', async () => {
  const page = await open(browser, { hash: `q=${encodeURIComponent("'vip' in tags")}` });
  const overlap = page.locator('[data-panel=overlap]');
  await overlap.getByRole('button', { name: 'Overlap' }).click();
  await overlap.getByRole('textbox', { name: 'Keep this segment as' }).fill('never bought');
  await page.keyboard.press('Enter');
  await settled(page);
  await page.getByRole('link', { name: 'Overlap' }).click();
  await page.getByRole('checkbox', { name: /never bought \(kept\)/ }).waitFor();
  await page.getByRole('rowheader', { name: 'never bought (kept)' }).waitFor();
  const size = page.locator('.upset-number').nth(3);
  assert.equal(number(await size.textContent()), await asked("'vip' in tags"));
});

test('of 500 segments only the cells in view are made, and scrolling brings the others', async () => {
  const many = Array.from({ length: 500 }, (_, i) => `Segment ${String(i).padStart(3, '0')}`);
  const both = (a, b) => String(a === b ? 1_000 + a : Math.min(a, b));
  const page = await open(browser, { hash: '/data' });
  const answers = {
    'DefinitionService/ListSegments': {
      segments: many.map((name) => ({ name })),
      total: many.length,
    },
    'SegmentService/Overlap': {
      lines: many.map((_, a) => ({ counts: many.map((_, b) => both(a, b)) })),
      population: '9000',
    },
  };
  for (const [method, answer] of Object.entries(answers)) {
    await page.route(`**/lamella.v1.${method}`, (route) => route.fulfill({ json: answer }));
  }
  await page.getByRole('link', { name: 'Overlap' }).click();
  await page.getByRole('button', { name: 'Choose all' }).click();
  await page.getByText('500 of 500 chosen').waitFor();
  const table = page.getByRole('table', { name: /^Customers that each pair/ });
  await page.locator('.matrix-scroll.large').waitFor();
  assert.equal(await table.getAttribute('aria-rowcount'), '501');
  assert.ok((await table.locator('tbody td.number').count()) < 1_500);
  await screenshot(page, 'overlap-page-many');
  assert.deepEqual(await violations(page), []);
  await page.locator('.matrix-scroll').evaluate((frame) => frame.scrollTo(1e6, 1e6));
  const last = table
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: many[499] }) });
  await last.waitFor();
  assert.equal(number((await last.locator('td.number').last().innerText()).split('\n')[0]), 1_499);
  assert.equal(await last.locator('td.number').last().getAttribute('aria-colindex'), '501');
  assert.deepEqual(page.wrongs, []);
});

test('in the dark and on the narrowest page', async () => {
  const options = { colorScheme: 'dark', viewport: { width: 320, height: 800 } };
  const page = await open(browser, { hash: '/overlap', ...options });
  await columns(page).first().waitFor();
  await screenshot(page, 'overlap-page-dark-narrow');
  assert.deepEqual(await violations(page), []);
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.equal(widths[0], widths[1]);
});
