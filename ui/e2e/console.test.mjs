import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ARTICLE, buildArticle } from './article.mjs';
import {
  asked,
  counted,
  expression,
  launch,
  open,
  screenshot,
  settled,
  total,
  violations,
} from './browser.mjs';
import { choose, focused, select, tabTo, write } from './keys.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** A page with this text opened on it. */
const opened = (text, options) =>
  open(browser, { hash: `q=${encodeURIComponent(text)}`, ...options });

test('an empty page has everybody', async () => {
  const page = await open(browser);
  assert.equal(await total(page), counted('everyone()'));
  await screenshot(page, 'empty');
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(page.wrongs, []);
});

test('the article’s segment is built by keyboard alone and has the command line’s total', async () => {
  const page = await open(browser);
  await buildArticle(page);
  const built = await total(page);
  assert.equal(built, counted(ARTICLE));
  assert.ok(built > 0);
  assert.equal(counted(await expression(page)), built);
  await screenshot(page, 'article');
  assert.deepEqual(await violations(page), []);

  // Every number beside a clause is what the command line counts for the clause alone.
  const clause = page.getByRole('group', { name: 'Condition: viewed' });
  const alone = await clause.locator('.numbers .count .number').textContent();
  const viewed =
    "did('viewed').where(collection == 'anti-aging').within(calendar('week')).count() >= 2";
  assert.equal(Number(alone.replaceAll(',', '')), counted(viewed));

  await page.reload();
  assert.equal(await total(page), built);
  await page.goBack();
  await page.goForward();
  assert.equal(await total(page), built);
  assert.deepEqual(page.wrongs, []);
});

test('a muted clause counts no more, and undo brings it back', async () => {
  const page = await opened("country == 'GB' && subscribed");
  const both = await total(page);
  assert.equal(both, counted("country == 'GB' && subscribed"));
  await page.getByRole('button', { name: 'Mute country' }).focus();
  await page.keyboard.press('Space');
  assert.equal(await total(page), counted('subscribed'));
  await page.goBack();
  assert.equal(await total(page), both);
  await page.goForward();
  assert.equal(await total(page), counted('subscribed'));
  await screenshot(page, 'muted');
  assert.deepEqual(await violations(page), []);
  await page.reload();
  assert.equal(await total(page), counted('subscribed'));
  await page.getByRole('button', { name: 'Mute country', pressed: true }).focus();
  await page.keyboard.press('Space');
  assert.equal(await total(page), both);
  await page.keyboard.press('Control+z');
  assert.equal(await total(page), counted('subscribed'));
  await page.keyboard.press('Control+Shift+z');
  assert.equal(await total(page), both);
});

test('what a clause’s removal would leave stands beside it, and is what its removal leaves', async () => {
  const page = await opened("country == 'GB' && did('purchase').count() >= 2 && age < 40");
  const clause = page.getByRole('group', { name: 'Condition: purchase' });
  const without = await clause.locator('.numbers .without .number').textContent();
  await page.getByRole('button', { name: 'Delete purchase' }).click();
  assert.equal(await total(page), Number(without.replaceAll(',', '')));
  assert.equal(await focused(page), 'More for age');
});

test('the text is the segment: edited there, it changes above, mistakes are placed', async () => {
  const page = await opened("country == 'GB'");
  const text = page.getByRole('textbox', { name: 'As text' });
  await text.focus();
  await write(page, "country == 'DE' && !subscribed");
  await page.getByRole('group', { name: 'Condition: not subscribed' }).waitFor();
  assert.equal(await total(page), counted("country == 'DE' && !subscribed"));
  await write(page, "contry == 'DE'");
  const fault = page.getByRole('alert');
  await fault.waitFor();
  assert.match(await fault.textContent(), /line 1, column 1: unknown attribute/);
  await screenshot(page, 'mistake');
  assert.deepEqual(await violations(page), []);
  await page.getByRole('button', { name: 'Back to the conditions above' }).click();
  assert.match(await expression(page), /^country == 'DE' && !subscribed$/);
});

test('a refusal stands at its clause, and the last numbers stay, dimmed', async () => {
  const page = await opened("email.contains('example') && subscribed");
  const before = await total(page);
  const clause = page.getByRole('group', { name: 'Condition: email' });
  await clause.getByRole('combobox', { name: 'Operator' }).selectOption('matches the pattern');
  await clause.getByRole('textbox', { name: 'Text to find' }).fill('(');
  const fault = clause.getByRole('alert');
  await fault.waitFor();
  assert.match(await fault.textContent(), /pattern|\(/);
  assert.equal(await total(page), before);
  await screenshot(page, 'refused');
  assert.deepEqual(await violations(page), []);
  await clause.getByRole('textbox', { name: 'Text to find' }).fill('(org|net)$');
  assert.equal(await total(page), counted("email.matches('(org|net)$') && subscribed"));
  assert.equal(await fault.count(), 0);
});

test('one clause is edited as text', async () => {
  const page = await opened("country == 'GB' && subscribed");
  await page.getByRole('button', { name: 'More for country' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('e'); // Edit as text.
  await page.keyboard.press('Enter');
  assert.equal(await focused(page), 'country as text');
  await write(page, "country == 'DE' || age > 60");
  await page.keyboard.press('Control+Enter');
  await page.getByRole('group', { name: 'Condition: age' }).waitFor();
  assert.equal(await total(page), counted("(country == 'DE' || age > 60) && subscribed"));
});

test('the menu of a clause works by keyboard alone', async () => {
  const page = await opened("country == 'GB' && subscribed");
  await page.getByRole('button', { name: 'More for country' }).focus();
  await page.keyboard.press('ArrowDown');
  assert.match(await focused(page), /^Ask the opposite/);
  await screenshot(page, 'menu');
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press('End');
  await page.keyboard.press('Escape');
  assert.equal(await focused(page), 'More for country');
  await page.keyboard.press('Enter');
  await page.keyboard.press('d'); // Duplicate.
  await page.keyboard.press('Enter');
  assert.equal(await page.getByRole('group', { name: 'Condition: country' }).count(), 2);
  assert.equal(await focused(page), 'More for country');
  await page.keyboard.press('Delete');
  assert.equal(await page.getByRole('group', { name: 'Condition: country' }).count(), 1);
  assert.equal(await focused(page), 'More for subscribed');
});

test('clauses move by keyboard, into groups and out', async () => {
  const page = await opened("age > 60 && (country == 'GB' || country == 'DE') && subscribed");
  const before = await total(page);
  await page.getByRole('button', { name: 'More for subscribed' }).focus();
  await page.keyboard.press('Alt+ArrowRight');
  assert.equal(
    await total(page),
    counted("age > 60 && (country == 'GB' || country == 'DE' || subscribed)"),
  );
  assert.equal(await focused(page), 'More for subscribed');
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowLeft');
  assert.equal(await total(page), before);
  assert.equal(await focused(page), 'More for subscribed');
});

test('a clause is dragged into a group', async () => {
  const page = await opened("age > 60 && (country == 'GB' || country == 'DE')");
  const grip = page.getByRole('group', { name: 'Condition: age' }).locator('.grip');
  await grip.dragTo(page.getByRole('group', { name: 'Condition: country' }).first());
  assert.equal(await total(page), counted("age > 60 || country == 'GB' || country == 'DE'"));
});

test('every kind of condition keeps its meaning between text and form', async () => {
  const page = await open(browser);
  const texts = [
    "country in ['GB', 'DE']",
    "country != 'GB'",
    'has(gender)',
    "email.endsWith('@example.com')",
    'age >= 18 && age < 65',
    'age in [30, 40]',
    '!subscribed',
    "tags.containsAny(['vip', 'press'])",
    "tags.containsAll(['vip', 'press'])",
    "'vip' in tags",
    'size(tags) >= 2',
    "signed_up in last('30d')",
    "signed_up >= date('2026-01-01')",
    "signed_up < now() - '36h'",
    'birthday.month() == 5',
    'signed_up.weekday() in [6, 7]',
    "did('purchase').within(ago('90d', '30d')).sum(amount) > 100",
    "did('purchase').within(between(date('2026-09-01'), date('2026-11-01'))).days() >= 2",
    "did('purchase').last() in calendar('month', -1)",
    "did('purchase').nth(2) in last('2mo')",
    "did('viewed').where(collection == 'sun' || instant.hour() < 6).count() == 0",
    "atLeast(2, [subscribed, has(gender), did('purchase')])",
    "sample(10, 20, 'spring')",
    "segment('British leads') && !list('big spenders')",
    'nobody()',
  ];
  const field = page.getByRole('textbox', { name: 'As text' });
  for (const text of texts) {
    await field.focus();
    await write(page, text);
    assert.equal(await total(page), await asked(text), text);
    assert.deepEqual(await violations(page), [], text);
  }
  assert.deepEqual(page.wrongs, []);
});

test('values are offered with their counts, and searched', async () => {
  const page = await open(browser);
  await tabTo(page, 'Add a condition');
  await page.keyboard.press('Enter');
  await choose(page, 'country');
  await tabTo(page, 'Values');
  await page.keyboard.press('ArrowDown');
  const first = page.locator('[role=option]').first();
  await first.waitFor();
  const [value, count] = await first.locator('span').allTextContents();
  assert.equal(Number(count.replaceAll(',', '')), counted(`country == '${value}'`));
  await screenshot(page, 'values');
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press('Escape');
  await tabTo(page, 'Operator', 'Shift+Tab');
  await select(page, 'has any value');
  assert.equal(await total(page), counted('has(country)'));
});

test('the total is told politely once it has settled', async () => {
  const page = await opened("country == 'GB'");
  const live = page.locator('[data-live]');
  const spoken = `${(await total(page)).toLocaleString('en')} customers`;
  await page.waitForFunction(
    (text) => document.querySelector('[data-live]')?.textContent?.includes(text),
    spoken,
  );
  assert.equal(await live.getAttribute('aria-live'), 'polite');
});

for (const colorScheme of ['light', 'dark']) {
  for (const width of [1280, 400]) {
    test(`nothing is hard to see or out of reach: ${colorScheme}, ${width} pixels`, async () => {
      const page = await opened(ARTICLE, { colorScheme, viewport: { width, height: 900 } });
      await page.getByRole('group', { name: 'Condition: bounced' }).waitFor();
      await settled(page);
      await page.waitForTimeout(300);
      await screenshot(page, `article-${colorScheme}-${width}`);
      assert.deepEqual(await violations(page), []);
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.ok(sideways <= 0, `the page scrolls sideways by ${sideways}`);
      assert.deepEqual(page.wrongs, []);
    });
  }
}
