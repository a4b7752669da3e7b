// The article's segment as `lamella demo` asks it, and by which keys it is built.
import { choose, select, tabTo, write } from './keys.mjs';

export const ARTICLE = `
  did('purchase').distinct(order_id) == 1 && did('purchase').first() in last('30d')
  && did('purchase').where(category == 'skincare').within(last('14d'))
  && did('opened_email', 'clicked_email').where(topic == 'education').within(last('30d')).distinct(message_id) >= 2
  && did('viewed').where(collection == 'anti-aging').within(calendar('week')).count() >= 2
  && !(consent_email != 'subscribed' || did('bounced').where(kind == 'hard'))`;

/** Builds it on an empty page. */
export async function buildArticle(page) {
  await addCondition(page);
  await choose(page, 'purchase');
  await tabTo(page, 'Measure');
  await select(page, 'number of different');
  await tabTo(page, 'Property');
  await select(page, 'order_id');
  await tabTo(page, 'Comparison');
  await select(page, 'is');
  await tabTo(page, 'Number');
  await write(page, '1');

  await addCondition(page);
  await choose(page, 'purchase');
  await tabTo(page, 'Measure');
  await select(page, 'the first time'); // Within the last 30 days, which is where it begins.

  await addCondition(page);
  await choose(page, 'purchase');
  await where(page, 'category', 'skincare');
  await within(page);
  await tabTo(page, 'Within: how many');
  await write(page, '14');

  await addCondition(page);
  await choose(page, 'opened_email');
  await tabTo(page, 'Or another behaviour');
  await choose(page, 'clicked_email');
  await tabTo(page, 'Measure');
  await select(page, 'number of different');
  await tabTo(page, 'Property');
  await select(page, 'message_id');
  await where(page, 'topic', 'education');
  await within(page); // The last 30 days.

  await addCondition(page);
  await choose(page, 'viewed');
  await tabTo(page, 'Measure');
  await select(page, 'number of times'); // At least 2.
  await where(page, 'collection', 'anti-aging');
  await within(page);
  await select(page, 'a calendar period:'); // This week.

  await tabTo(page, 'Add a group');
  await page.keyboard.press('Enter');
  await choose(page, 'consent_email');
  await tabTo(page, 'Operator');
  await select(page, 'is not');
  await tabTo(page, 'Value');
  await choose(page, 'subscribed');
  await tabTo(page, 'condition');
  await page.keyboard.press('Enter');
  await choose(page, 'bounced');
  await where(page, 'kind', 'hard');
  await tabTo(page, 'How these combine', 'Shift+Tab');
  await select(page, 'none of');
}

async function addCondition(page) {
  await tabTo(page, 'Add a condition');
  await page.keyboard.press('Enter');
}

async function where(page, property, value) {
  await tabTo(page, 'where …');
  await page.keyboard.press('Enter');
  await choose(page, property);
  await tabTo(page, 'Values');
  await choose(page, value);
}

async function within(page) {
  await tabTo(page, 'within …');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Within');
}
