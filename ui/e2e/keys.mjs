// What a person does who has a keyboard alone. Nothing here points or clicks.
import assert from 'node:assert/strict';

/** What has the focus, as it is called. */
export function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
  });
}

/** Presses Tab until what has the focus is called so. */
export async function tabTo(page, name, key = 'Tab') {
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press(key);
    if ((await focused(page)) === name) return;
  }
  assert.fail(`no Tab leads to “${name}”`);
}

/** Chooses in the combobox that has the focus: types, waits for the list, takes the first. */
export async function choose(page, text) {
  await page.keyboard.type(text);
  const option = page.locator('[role=option][aria-selected=true] .label', { hasText: text });
  await option.first().waitFor();
  await page.keyboard.press('Enter');
}

/** Chooses in the select that has the focus, by the keys that lead to a word. */
export async function select(page, word) {
  for (const key of ['ArrowUp', 'ArrowDown']) {
    for (let i = 0; i < 30; i++) {
      const now = await page.evaluate(() => {
        const { selectedOptions, selectedIndex, options } = document.activeElement;
        const at =
          selectedIndex === 0 ? 'first' : selectedIndex + 1 === options.length ? 'last' : '';
        return { word: selectedOptions[0].textContent, at };
      });
      if (now.word === word) return;
      if (now.at === (key === 'ArrowUp' ? 'first' : 'last')) break;
      await page.keyboard.press(key);
    }
  }
  assert.fail(`no “${word}” in “${await focused(page)}”`);
}

/** Replaces what stands in the field that has the focus. */
export async function write(page, text) {
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}
