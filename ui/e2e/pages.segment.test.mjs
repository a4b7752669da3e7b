// The page Segment against a real server: every number is the command line's or what a plain count says.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { asked, launch, number, open, screenshot, total, violations } from './browser.mjs';
import { choose } from './keys.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const SUBSCRIBERS = "segment('subscribers')";

/** The page of the subscribers with one of its tabs. */
async function opened(tab, options) {
  const page = await open(browser, { hash: '/segment/subscribers', ...options });
  await page.getByRole('tab', { name: tab }).click();
  return page;
}

const answer = (page, name) => page.locator(`[data-answer=${name}]`);

test('a segment is told with its size, its text and its versions', async () => {
  const page = await open(browser, { hash: '/segment/subscribers' });
  await page.locator('[data-size]').waitFor();
  assert.equal(number(await page.locator('[data-size] b').innerText()), await asked(SUBSCRIBERS));
  assert.match(await page.locator('.segment-text').innerText(), /consent_email == 'subscribed'/);
  await page.getByText(/^Versions: /).click();
  await page.getByRole('button', { name: 'Open version 1' }).click();
  await page.locator('[data-total]').waitFor();
  assert.equal(await total(page), await asked(SUBSCRIBERS));
  assert.deepEqual(page.wrongs, []);
});

test('a segment that is not kept is said to be missing', async () => {
  const page = await open(browser, { hash: '/segment/%3Cb%3E50%25%20off%3C%2Fb%3E' });
  await page
    .getByText(/no such segment|unknown segment|not kept/i)
    .first()
    .waitFor();
  assert.equal(await page.getByRole('heading', { level: 1 }).innerText(), '<b>50% off</b>');
});

test('the history ends with the size now, and goes on with what is foreseen', async () => {
  const page = await open(browser, { hash: '/segment/never%20bought' });
  await answer(page, 'history').waitFor();
  const chart = page.getByRole('slider', { name: 'Customers in the segment, by day' });
  await page.getByText('if nothing more happens').first().waitFor();
  await chart.focus();
  for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowLeft');
  const [, now] = /customers ([\d,]+)/.exec(await chart.getAttribute('aria-valuetext'));
  assert.equal(number(now), await asked("segment('never bought')"));
  const moves = await page.locator('[data-moves] b').allInnerTexts();
  const [came, went, change] = moves.map(number);
  assert.equal(Math.abs(came - went), change);
  await screenshot(page, 'segment-history');
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(page.wrongs, []);
});

test('what has no past is said to be as it is now', async () => {
  const page = await opened('Over time');
  await answer(page, 'history').waitFor();
  assert.match(await page.locator('[data-as-now]').innerText(), /as they are now: .*consent_email/);
});

test('a line of the difference narrows the segment, and its count is the new total', async () => {
  const page = await opened('What sets it apart');
  const table = answer(page, 'difference');
  await table.waitFor();
  await screenshot(page, 'segment-difference');
  assert.deepEqual(await violations(page), []);
  const line = table.locator('tbody tr').nth(2);
  const inside = number(await line.locator('td').nth(1).locator('small').innerText());
  await line.getByRole('button').focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-total]').waitFor();
  assert.equal(await total(page), inside);
  await page.goBack();

  // Against another segment: both groups are counted without those in both.
  const against = page.getByRole('textbox', { name: 'Compared with' });
  await page.getByRole('tab', { name: 'What sets it apart' }).waitFor();
  await against.fill("segment('never bought')");
  await against.press('Enter');
  const others = await asked(`segment('never bought') && !${SUBSCRIBERS}`);
  await page
    .locator('[data-compared]', { hasText: `beside ${others.toLocaleString('en')};` })
    .waitFor();
  assert.deepEqual(page.wrongs, []);
});

test('members are told page by page, and all of them are written to a file', async () => {
  const page = await opened('Members');
  const members = answer(page, 'members');
  const all = await asked(SUBSCRIBERS);
  await members.getByText(`1 to 100 of ${all.toLocaleString('en')}`).waitFor();
  const first = await members.locator('tbody th').first().innerText();
  await screenshot(page, 'segment-members');
  assert.deepEqual(await violations(page), []);
  await members.getByRole('button', { name: 'Next' }).click();
  await members.getByText(/^101 to 200 of/).waitFor();
  assert.notEqual(await members.locator('tbody th').first().innerText(), first);
  await members.getByRole('button', { name: 'Before' }).click();
  await members.getByText(/^1 to 100 of/).waitFor();

  await page.getByText(/^Attributes: /).click();
  const offered = page.locator('.attribute-chooser input');
  for (const box of await offered.all()) await box.uncheck();
  await page.getByRole('checkbox', { name: 'consent_email' }).check();
  await members.getByRole('columnheader', { name: 'consent_email' }).waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download as CSV' }).click();
  const file = await download;
  assert.equal(file.suggestedFilename(), 'subscribers.csv');
  const lines = readFileSync(await file.path(), 'utf8').split('\r\n');
  assert.equal(lines[0], '\uFEFFcustomer_id,consent_email');
  assert.equal(lines.length, all + 2);
  assert.ok(lines.slice(1, -1).every((line) => line.endsWith(',subscribed')));
  assert.equal(new Set(lines).size, lines.length);
  assert.deepEqual(page.wrongs, []);
});

test('the results of a message are counted by channel, and a changed step is asked as it stands', async () => {
  const page = await opened('Results of messages');
  await page.getByRole('combobox', { name: 'Which campaign' }).focus();
  await choose(page, 'education-1');
  const email = page.locator('[data-results=email]');
  await email.waitFor();
  const campaign = await page.getByRole('combobox', { name: 'Which campaign' }).inputValue();
  const sent = `did('sent_email').where(campaign == '${campaign}')`;
  const cell = email.getByRole('row').filter({ hasText: /^sent/ }).locator('td').first();
  assert.equal(number(await cell.innerText()), await asked(`${SUBSCRIBERS} && ${sent}`));
  await screenshot(page, 'segment-results');
  assert.deepEqual(await violations(page), []);

  await page.getByText('What is asked, as expressions').click();
  const step = page.getByRole('textbox', { name: 'email: opened' });
  await step.fill("did('opened_emial')");
  await step.blur();
  await page
    .locator('.steps-fault')
    .getByText(/unknown behaviour/)
    .waitFor();
  await page.getByRole('button', { name: 'Back to the usual' }).click();
  await page.locator('.steps-fault').waitFor({ state: 'detached' });
  assert.deepEqual(page.wrongs, []);
});

test('how many customers it takes is the command line’s', async () => {
  const page = await opened('Results of messages');
  await page.locator('[data-sample-size]').waitFor();
  assert.match(await page.locator('[data-sample-size]').innerText(), /^21,109 customers/);
});

test('the reach is told step by step, and by exactly which channels', async () => {
  const page = await opened('Reach');
  const reach = answer(page, 'reach');
  await reach.waitFor();
  const counts = await reach.locator('[data-channel=email] tbody td:nth-child(3)').allInnerTexts();
  assert.equal(number(counts[0]), await asked(SUBSCRIBERS));
  const regions = await reach
    .locator('table')
    .last()
    .locator('tbody td:nth-child(3)')
    .allInnerTexts();
  assert.equal(
    regions.map(number).reduce((a, b) => a + b),
    number(counts[0]),
  );
  await screenshot(page, 'segment-reach');
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(page.wrongs, []);
});

test('the segment in the builder is looked at without being kept', async () => {
  const page = await open(browser, {
    hash: `q=${encodeURIComponent("did('purchase') && age < 30")}`,
  });
  const size = await total(page);
  await page.getByRole('link', { name: 'Look closer' }).click();
  await page.locator('[data-size]').waitFor();
  assert.equal(number(await page.locator('[data-size] b').innerText()), size);
  await page.reload();
  await page.locator('[data-size]').waitFor();
  assert.equal(number(await page.locator('[data-size] b').innerText()), size);
});

test('in the dark and on the narrowest page', async () => {
  const options = { colorScheme: 'dark', viewport: { width: 320, height: 800 } };
  const page = await opened('What sets it apart', options);
  await answer(page, 'difference').waitFor();
  for (const [tab, part] of [
    ['Over time', 'history'],
    ['What sets it apart', 'difference'],
    ['Members', 'members'],
    ['Reach', 'reach'],
  ]) {
    await page.getByRole('tab', { name: tab }).click();
    await answer(page, part).waitFor();
    await screenshot(page, `segment-${part}-dark-narrow`);
    assert.deepEqual(await violations(page), [], tab);
    const widths = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.equal(widths[0], widths[1], tab);
  }
});
