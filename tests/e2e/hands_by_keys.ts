// What is done in a view of the text view by keys, by the name of the group of its controls.
import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures.ts';
import { press, reach } from './keys.ts';

export const hands: Record<string, (group: Locator, page: Page) => Promise<void>> = {
  'One point of yours': async (group) => {
    await press(group.getByRole('button', { name: 'Add' }));
    await expect(group.getByRole('status')).toHaveText(/^Point \d+ added at \(/);
  },
  'One weight or bias': async (group, page) => {
    await reach(group.getByRole('spinbutton', { name: 'Value' }));
    await page.keyboard.press('ArrowUp');
    await expect(group.getByRole('status')).toHaveText(/^From .+ to .+: /);
  },
  'Draw with the keyboard': async (group, page) => {
    await reach(group.getByRole('application', { name: /^Pad: / }));
    for (const key of ['Space', 'Shift+ArrowDown', 'Space']) await page.keyboard.press(key);
    await expect(group.getByRole('status')).toHaveText(/: drawn on, pen up\.$/);
  },
  'Look closer, or decide': async (group) => {
    await press(group.getByRole('button', { name: 'Choose' }));
    await expect(group.getByRole('status')).toHaveText(/^Chosen: .+\.$/);
  },
  'A place in the picture': async (group) => {
    await press(group.getByRole('button', { name: /^(Add|Choose)$/ }));
    await expect(group.getByRole('status')).toHaveText(/^Chosen: \(.+\)\.$/);
  },
  'Your turn': async (group) => {
    await press(group.getByRole('button', { name: 'Right' }));
    await expect(group.getByRole('status')).toHaveText(/^Moves: 1\. You: /);
  },
};
