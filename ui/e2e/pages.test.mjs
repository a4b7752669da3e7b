// The pages beside the builder, against a real server: every number is what a plain call says.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  asked,
  call,
  instant,
  launch,
  number,
  open,
  screenshot,
  settled,
  total,
  violations,
} from './browser.mjs';
import { focused, tabTo } from './keys.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const row = (page, name) =>
  page.locator('tbody').filter({ has: page.getByRole('link', { name, exact: true }) });

/** Goes to a page by its link, and waits until the focus is at its heading. */
async function goTo(page, name) {
  await page.getByRole('navigation').getByRole('link', { name }).click();
  await page.waitForFunction(() => document.activeElement?.matches('[data-heading]'));
}

test('pages are reached by links and keep the instant and the segment, which stays out of their address', async () => {
  const page = await open(browser, { hash: `q=${encodeURIComponent("skin_type == 'dry'")}` });
  const built = await total(page);
  await goTo(page, 'Segments');
  assert.equal(await focused(page), 'Segments');
  assert.equal(await page.title(), 'Segments · Lamella');
  const address = new URL(page.url()).hash;
  assert.ok(address.startsWith('#/segments') && !address.includes('s='), address);

  await goTo(page, 'Data');
  await page.reload();
  const clauses = page.getByRole('region', { name: 'What the segment in the builder misses' });
  await clauses.getByRole('table').waitFor();
  assert.equal(number(await clauses.locator('b').first().innerText()), built);
  const more = number(await clauses.locator('b').nth(1).innerText());
  assert.equal(more, await asked('!has(skin_type)'));

  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Segments' }).waitFor();
  await page.goBack();
  assert.equal(await total(page), built);
  assert.equal(await page.title(), 'Lamella');
  assert.deepEqual(page.wrongs, []);
});

test('saved segments are listed with their sizes, found, sorted and opened', async () => {
  const page = await open(browser, { hash: '/segments' });
  for (const name of ['British leads', 'never bought', 'subscribers']) {
    const size = await row(page, name).locator('td').first().innerText();
    assert.equal(number(size.split('\n')[0]), await asked(`segment('${name}')`), name);
  }
  const reach = row(page, 'never bought').locator('td').nth(2).locator('small');
  await reach.waitFor();
  const reached = await row(page, 'never bought').locator('td').nth(2).innerText();
  const agreed = "(consent_email == 'subscribed' || consent_sms == 'subscribed')";
  assert.equal(number(reached.split('\n')[0]), await asked(`segment('never bought') && ${agreed}`));

  await page.getByRole('button', { name: 'More about subscribers' }).click();
  const details = page.locator('.details');
  await details.getByText("segment 'British leads', partition 'lifecycle'").waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, 'segments');

  await page.getByRole('columnheader', { name: 'Customers' }).getByRole('button').click();
  const names = await page.locator('tbody th a').allInnerTexts();
  assert.deepEqual(names, ['subscribers', 'never bought', 'British leads']);
  await page.getByLabel('Search').fill('win over');
  await page.getByText('1 of 3 segments').waitFor();
  await page.getByRole('button', { name: 'Open British leads in the builder' }).click();
  assert.equal(await total(page), await asked("segment('British leads')"));
});

test('a size’s way over 30 days stands beside it', async () => {
  const page = await open(browser, { hash: '/segments' });
  const {
    sizes: { points },
  } = await call('InsightService/History', {
    expression: "segment('never bought')",
    days: { ...instant('asOf'), count: 30 },
  });
  const change = Number(points.at(-1).count) - Number(points[0].count);
  const spark = row(page, 'never bought').getByRole('img');
  await spark.waitFor();
  const label = await spark.getAttribute('aria-label');
  assert.equal(number(label.split(':')[1]), Math.abs(change));
});

test('a segment is saved from the builder under any name, changed, and nobody’s change is lost unseen', async () => {
  const name = `50 % / “ü” ?&#' <b>`;
  const page = await open(browser, { hash: `q=${encodeURIComponent('age > 30')}` });
  await tabTo(page, 'Save as …');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill(name);
  await dialog.getByLabel('Tags').fill('odd, e2e');
  assert.deepEqual(await violations(page), []);
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.getByText('version 1.').waitFor();
  const second = dialog.getByRole('button', { name: 'Save version 2' });
  await second.waitFor();

  // Somebody else, in the meantime.
  await call('DefinitionService/UpdateSegment', {
    name,
    expression: 'age > 40',
    description: 'Older',
    expectedVersion: 1,
  });
  await second.click();
  await dialog.getByText('Version 2 is in force: “Older”').waitFor();
  await screenshot(page, 'conflict');
  assert.deepEqual(await violations(page), []);
  await dialog.getByRole('button', { name: 'Save over version 2' }).click();
  await dialog.getByText('version 3.').waitFor();
  await page.keyboard.press('Escape');

  await goTo(page, 'Segments');
  const size = await row(page, name).locator('td').first().innerText();
  assert.equal(number(size.split('\n')[0]), await asked('age > 30'));
  await row(page, name).getByRole('button', { name: /^More/ }).click();
  await row(page, name).getByRole('button', { name: 'Open version 2' }).click();
  assert.equal(await total(page), await asked('age > 40'));
  await call('DefinitionService/DeleteSegment', { name });
  assert.deepEqual(page.wrongs, []);
});

test('stages are everybody, each is opened, and nobody is lost between two instants', async () => {
  const page = await open(browser, { hash: '/stages/lifecycle' });
  const sizes = page.getByRole('list', { name: 'Stages' });
  await sizes.waitFor();
  const counts = (await sizes.locator('.number:nth-child(3)').allInnerTexts()).map(number);
  const everyone = await asked('everyone()');
  assert.equal(
    counts.reduce((a, b) => a + b),
    everyone,
  );
  const table = page.getByRole('table');
  await table.waitFor();
  const before = (await table.locator('tbody td:last-child').allInnerTexts()).map(number);
  assert.equal(
    before.reduce((a, b) => a + b),
    everyone,
  );
  const now = await table.locator('tfoot td').first().innerText();
  assert.equal(number(now.split('\n')[0]), counts[0]);
  await page.getByText('attributes and static lists those of now').waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, 'stages');

  await page.getByLabel('Since, in UTC').fill('2026-06-16T12:00');
  await page.getByText('From 16 Jun 2026').waitFor();
  await page.getByRole('button', { name: /^lapsed/ }).click();
  assert.equal(await total(page), counts[2]);
  assert.deepEqual(page.wrongs, []);
});

test('data: who has an attribute, and events by day beside what is usual, read by keys', async () => {
  const page = await open(browser, { hash: '/data' });
  const attributes = page.getByRole('table', { name: /^Attributes/ });
  const country = attributes.getByRole('row', { name: /^country/ });
  assert.equal(
    number(await country.getByRole('cell').nth(3).innerText()),
    await asked('has(country)'),
  );
  await page.getByRole('button', { name: /^purchase/ }).click();
  const chart = page.getByRole('slider', { name: 'Events of purchase by day' });
  await chart.focus();
  await page.keyboard.press('Home');
  const first = await chart.getAttribute('aria-valuetext');
  assert.match(first, /^20 May: usually [\d,]+, events [\d,]+$/);
  await page.keyboard.press('ArrowRight');
  assert.match(await chart.getAttribute('aria-valuetext'), /^21 May/);
  assert.deepEqual(await violations(page), []);
  await screenshot(page, 'data');
  assert.deepEqual(page.wrongs, []);
});

test('pages fit a narrow screen, light and dark', async () => {
  const viewport = { width: 320, height: 700 };
  for (const [hash, colorScheme] of [
    ['/segments', 'dark'],
    ['/stages', 'light'],
    ['/data', 'dark'],
  ]) {
    const page = await open(browser, { hash, viewport, colorScheme });
    await page.locator('table').first().waitFor();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${hash} is ${over} pixels too wide`);
    assert.deepEqual(await violations(page), [], hash);
    await screenshot(page, `narrow${hash.replace('/', '-')}`);
    await page.context().close();
  }
});

test('an address that leads nowhere and a partition that is not there are said', async () => {
  const nowhere = await open(browser, { hash: '' });
  await nowhere.goto(nowhere.url().replace(/#.*/, '#/nowhere'));
  await settled(nowhere);
  const page = await open(browser, { hash: '/stages/nobody' });
  await page
    .getByText(/nobody/)
    .filter({ hasText: /no partition|there is no|unknown/i })
    .first()
    .waitFor();
});
