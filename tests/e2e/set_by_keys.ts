// A parameter set in the text view by keys, found by its group, role and name.
import type { Locator, Page } from '@playwright/test';
import en from '../../web/text/en.json' with { type: 'json' };
import type { Demo, Param, Value, Values } from '../../web/shell/base/protocol.ts';
import { holds } from '../../web/shell/run/holds.ts';
import { expect } from './fixtures.ts';
import { reach } from './keys.ts';

const texts: Record<string, string> = en;
const of_param = (demo: string, { name, term = name }: Param): string | undefined =>
  texts[`param.${demo}.${name}.label`] ?? texts[`param.${term}.label`];

type Kind = 'number' | 'choice' | 'boolean';

/** By kind of parameter: its role, the key that changes it, and how the tree tells that it has a value. */
const settings: Record<Kind, { role: 'spinbutton' | 'combobox' | 'checkbox'; key: string; told: (param: Param, value: Value) => string }> = {
  number: { role: 'spinbutton', key: 'ArrowUp', told: (_, value) => `"${Number(Number(value).toPrecision(6))}"` },
  choice: {
    role: 'combobox',
    key: 'ArrowDown',
    told: ({ name, term = name }, value) => `option "${texts[`choice.${term}.${String(value)}`] ?? String(value)}" [selected]`,
  },
  boolean: { role: 'checkbox', key: 'Space', told: (_, value) => (value ? '" [checked]' : '"') },
};

/** One parameter of that kind that there is and that its key changes, a live one rather than another. */
export function one_to_change({ params }: Demo, kind: Kind, values: Values): Param | undefined {
  const changes = ({ name, high, choices }: Param): boolean =>
    kind === 'number' ? Number(values[name]) < high : kind === 'boolean' || values[name] !== choices.at(-1);
  const possible = params.filter((param) => param.kind === kind && holds(param.when, values) && changes(param));
  return possible.findLast(({ live }) => live) ?? possible.at(-1);
}

/** Sets it by its key; the run then has another value, and the tree tells it. */
export async function change(page: Page, view: Locator, demo: string, param: Param): Promise<void> {
  const { role, key, told } = settings[param.kind as Kind];
  const unit = param.unit === '' ? '' : ` (${texts[`unit.${param.unit}`] ?? param.unit})`;
  const group = view.getByRole('group', { name: texts[`group.${param.group}`] as string, exact: true });
  const field = group.getByRole(role, { name: (of_param(demo, param) ?? param.name) + unit, exact: true });
  await reach(field);
  const value = async (): Promise<Value | undefined> => (await page.evaluate(() => window.gradlab.params()))[param.name];
  const before = await value();
  const told_before = await field.ariaSnapshot();
  await page.keyboard.press(key);
  await expect.poll(value, `${demo} ${param.name}`).not.toEqual(before);
  const now = told(param, (await value()) as Value);
  await expect.poll(() => field.ariaSnapshot(), `${demo} ${param.name}`).toContain(now);
  expect(await field.ariaSnapshot()).not.toBe(told_before);
  await expect(field).toBeFocused();
}
