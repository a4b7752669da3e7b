// What stands beside the builder, against a real server: every number is the command line's.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import {
  AS_OF,
  counted,
  expression,
  launch,
  number,
  open,
  screenshot,
  settled,
  TARGET,
  total,
  violations,
} from './browser.mjs';
import { ARTICLE } from './article.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** A page with this text opened on it. */
const opened = (text, options) =>
  open(browser, { hash: `q=${encodeURIComponent(text)}`, ...options });

const panel = (page, id) => page.locator(`[data-panel=${id}]`);

/** The breakdown of the segment on the page by an attribute. */
async function brokenDown(page, attribute) {
  const breakdown = panel(page, 'breakdown');
  await breakdown.getByRole('combobox', { name: 'By', exact: true }).selectOption(attribute);
  await breakdown.getByRole('list', { name: `Customers by ${attribute}` }).waitFor();
  return breakdown;
}

test('a bar of the breakdown adds its value as a clause; the new total is the bar’s count', async () => {
  const page = await opened("did('purchase')");
  const breakdown = await brokenDown(page, 'country');
  const bar = breakdown.getByRole('button', { name: /^DE/ });
  const count = number(await bar.locator('.bar-count').innerText());
  assert.equal(count, counted("did('purchase') && country == 'DE'"));
  await screenshot(page, 'breakdown');
  assert.deepEqual(await violations(page), []);
  await bar.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: 'Condition: country' }).waitFor();
  assert.equal(await total(page), count);
  await page.keyboard.press('Control+z');
  assert.equal(await total(page), counted("did('purchase')"));
  assert.deepEqual(page.wrongs, []);
});

test('bars, other and no value are the whole segment; so is the table', async () => {
  const page = await opened("did('purchase').count() >= 2");
  const breakdown = await brokenDown(page, 'city');
  const other = breakdown.locator('.bar.rest').filter({ hasText: 'other' });
  await other.waitFor();
  const counts = await breakdown.locator('.bar .bar-count').allInnerTexts();
  const sum = counts.map(number).reduce((a, b) => a + b);
  assert.equal(sum, await total(page));

  const missing = breakdown.getByRole('button', { name: /^no value/ });
  const withoutCity = number(await missing.locator('.bar-count').innerText());
  assert.equal(withoutCity, counted("did('purchase').count() >= 2 && !has(city)"));

  await breakdown.getByRole('button', { name: 'Table' }).click();
  const cells = await breakdown.locator('tbody td:nth-child(2)').allInnerTexts();
  assert.deepEqual(cells.map(number), counts.map(number));
  assert.equal(number(await breakdown.locator('tfoot td').first().innerText()), sum);
  await screenshot(page, 'breakdown-table');
  assert.deepEqual(await violations(page), []);

  // What somebody likes is remembered.
  await page.reload();
  await settled(page);
  await breakdown.locator('table').waitFor();
  await breakdown.getByRole('button', { name: 'Table' }).click();
  await breakdown.getByRole('button', { name: 'Show more values' }).click();
  await other.waitFor({ state: 'detached' });
});

test('sets, booleans, numbers and dates are broken down too', async () => {
  const page = await opened("country == 'GB'");
  for (const [attribute, bar, clause] of [
    ['tags', /^vip/, "'vip' in tags"],
    ['subscribed', /^true/, 'subscribed'],
    ['age', /^\d+/, undefined],
  ]) {
    const breakdown = await brokenDown(page, attribute);
    const first = breakdown.getByRole('button', { name: bar }).first();
    const count = number(await first.locator('.bar-count').innerText());
    const value = await first.locator('.bar-name').innerText();
    const condition = clause ?? `${attribute} == ${value}`;
    assert.equal(count, counted(`country == 'GB' && ${condition}`), attribute);
  }
});

test('a warning leads to its clause, and a known value replaces an unknown one', async () => {
  const page = await opened("country == 'GB' && did('purchase').where(category == 'skincar')");
  const warnings = panel(page, 'warnings');
  await warnings.getByRole('heading', { name: 'Values nobody has' }).waitFor();
  await screenshot(page, 'warnings');
  assert.deepEqual(await violations(page), []);
  await warnings
    .getByRole('button', { name: /^Show the clause: who bought/ })
    .first()
    .click();
  const clause = page.getByRole('group', { name: 'Condition: purchase' });
  assert.ok(await clause.evaluate((element) => element.contains(document.activeElement)));
  await warnings.getByRole('button', { name: 'skincare', exact: true }).click();
  await warnings.getByRole('heading', { name: 'Values nobody has' }).waitFor({ state: 'detached' });
  const mended = "country == 'GB' && did('purchase').where(category == 'skincare')";
  assert.equal(await total(page), counted(mended));
  assert.equal(counted(await expression(page)), counted(mended));
});

test('members are in the segment and show what was found', async () => {
  const page = await opened("country == 'GB' && did('purchase').within(last('30d')).count() >= 2");
  const members = panel(page, 'members');
  await members.getByRole('button', { name: 'Sample members' }).click();
  const member = members.getByRole('article').first();
  await member.waitFor();
  assert.equal(await members.getByRole('article').count(), 5);
  assert.match(await member.innerText(), /country\s*GB/);
  assert.ok((await member.locator('.evidence li').count()) >= 2);
  assert.match(await member.locator('.evidence').innerText(), /purchase/);
  await screenshot(page, 'members');
  assert.deepEqual(await violations(page), []);
  await members.getByRole('button', { name: 'Show more members' }).click();
  await members.getByRole('article').nth(24).waitFor();
});

test('a closed panel asks nothing', async () => {
  const page = await opened("country == 'GB'");
  const breakdown = await brokenDown(page, 'gender');
  const asked = new Set();
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/lamella.')) asked.add(pathname);
  });
  await breakdown.getByRole('button', { name: 'Breakdown' }).click();
  await page.getByRole('button', { name: 'Mute country' }).click();
  await settled(page);
  await page.waitForTimeout(500);
  assert.deepEqual([...asked], ['/lamella.v1.SegmentService/Preview']);
});

/** What `lamella overlap` counts: one list of numbers for each segment. */
function overlaps(segments) {
  const lamella = new URL('../../lamella', import.meta.url).pathname;
  const asOf = AS_OF ? [`--as-of=${AS_OF}`] : [];
  const pairs = segments.map((segment, i) => `s${i}=${segment}`);
  const out = execFileSync(lamella, ['overlap', `--target=${TARGET}`, ...asOf, ...pairs], {
    encoding: 'utf8',
  });
  return out
    .split('\n')
    .filter((line) => /^s\d+ +\d/.test(line))
    .map((line) => line.trim().split(/ +/).slice(1).map(number));
}

test('the overlap of kept segments is the command line’s', async () => {
  const segments = ["did('purchase')", "country == 'GB'", 'subscribed'];
  const page = await opened(segments[0]);
  const overlap = panel(page, 'overlap');
  await overlap.getByRole('button', { name: 'Overlap' }).click();
  await overlap.getByRole('textbox', { name: 'Keep this segment as' }).fill('Buyers');
  await page.keyboard.press('Enter');
  const text = page.getByRole('textbox', { name: 'As text' });
  await text.fill(segments[1]);
  await page.getByRole('group', { name: 'Condition: country' }).waitFor();
  await settled(page);
  await overlap.getByRole('button', { name: 'Keep', exact: true }).click();
  await overlap.getByRole('rowheader', { name: 'A', exact: true }).waitFor();
  await text.fill(segments[2]);
  await page.getByRole('group', { name: 'Condition: subscribed' }).waitFor();
  await settled(page);

  const expected = overlaps(segments);
  const counts = () =>
    overlap
      .locator('tbody tr')
      .evaluateAll((rows) =>
        rows.map((row) =>
          [...row.querySelectorAll('td')].map((cell) =>
            Number(cell.firstChild.textContent.replaceAll(',', '')),
          ),
        ),
      );
  for (let i = 0; i < 50 && (await counts()).at(-1)?.at(-1) !== expected[2][2]; i++) {
    await page.waitForTimeout(100);
  }
  assert.deepEqual(await counts(), expected);
  const [a, both, b] = [expected[0][0], expected[0][1], expected[1][1]];
  await overlap.getByRole('combobox').selectOption({ label: 'Similarity (Jaccard)' });
  const cell = overlap.locator('tbody tr').first().locator('td').nth(1).locator('small');
  assert.equal(await cell.innerText(), (both / (a + b - both)).toFixed(3));
  await screenshot(page, 'overlap');
  assert.deepEqual(await violations(page), []);

  // A name is changed in place, and all of it outlives the page.
  const name = overlap.getByRole('textbox', { name: 'Name of A' });
  await name.fill('British');
  await name.press('Enter');
  await overlap.getByRole('rowheader', { name: 'British' }).waitFor();
  await page.reload();
  await overlap.getByRole('rowheader', { name: 'British' }).waitFor();
  await overlap.getByRole('button', { name: 'Open Buyers' }).click();
  await page.getByRole('group', { name: 'Condition: purchase' }).waitFor();
  assert.equal(await total(page), a);
  await overlap.getByRole('button', { name: 'Delete Buyers' }).click();
  await overlap.getByRole('rowheader', { name: 'Buyers' }).waitFor({ state: 'detached' });
  assert.deepEqual(page.wrongs, []);
});

test('every recipe is filled and opens with the total it promised', async () => {
  const page = await open(browser);
  const recipes = page.getByRole('dialog', { name: 'Recipes' });
  const show = async () => {
    await page.getByRole('button', { name: 'Recipes' }).click();
    await recipes.locator('.recipe').first().waitFor();
  };
  await show();
  await screenshot(page, 'recipes');
  assert.deepEqual(await violations(page), []);
  assert.equal(await recipes.locator('.lacking').count(), 0);
  const ids = await recipes
    .locator('[data-recipe]')
    .evaluateAll((cards) => cards.map((card) => card.dataset.recipe));
  assert.ok(ids.length >= 13);
  await page.keyboard.press('Escape');
  for (const id of ids) {
    await show();
    const card = recipes.locator(`[data-recipe=${id}]`);
    const promised = number(await card.locator('b').innerText());
    await card.focus();
    await page.keyboard.press('Enter');
    await recipes.waitFor({ state: 'hidden' });
    assert.equal(await total(page), promised, id);
    assert.ok(promised > 0, id);
    if (id === 'article') assert.equal(promised, counted(ARTICLE));
  }
  await page.keyboard.press('Control+z');
  assert.notEqual(await total(page), counted(ARTICLE));
  assert.deepEqual(page.wrongs, []);
});

test('the panels in the dark and on a narrow page', async () => {
  const options = { colorScheme: 'dark', viewport: { width: 390, height: 844 } };
  const page = await opened("did('purchase') && country == 'GX'", options);
  await panel(page, 'warnings').waitFor();
  await screenshot(page, 'panels-dark-narrow');
  assert.deepEqual(await violations(page), []);
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.equal(widths[0], widths[1]);
});
