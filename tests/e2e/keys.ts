// Going to what has a role and a name by Tab alone, and pressing it: what tests may do that use no pointer and no script.
import type { Locator } from '@playwright/test';
import { expect } from './fixtures.ts';

const most_presses = 400;

/** Goes there by Tab, or back by Shift+Tab where it stands before what has the focus. */
export async function reach(target: Locator, way?: 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  const one = await target.elementHandle();
  const stands = await one?.evaluate((one) => {
    const { activeElement } = document;
    return (activeElement ?? document.body).compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING ? 'before' : 'behind';
  });
  const key = way ?? (stands === 'before' ? 'Shift+Tab' : 'Tab');
  const there = async (): Promise<boolean | undefined> => one?.evaluate((one) => one === document.activeElement);
  for (let presses = 0; presses < most_presses && !(await there()); ++presses) await target.page().keyboard.press(key);
  await expect(target).toBeFocused();
}

export async function press(target: Locator, way?: 'Tab'): Promise<void> {
  await reach(target, way);
  await target.page().keyboard.press('Enter');
}
