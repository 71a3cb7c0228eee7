import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** What stands behind `light_data_colors` or the like, up to its end. */
const told = (set: string): string => new RegExp(`${set}_data_colors = \\{([\\s\\S]*?)\\};`).exec(readFileSync('web/ui/style/data_colors.h', 'utf8'))?.[1] ?? '';

it('what stands for something in data has one colour in the workspace and in the page', () => {
  const [light, dark] = [told('light'), told('dark')];
  const classes = (set: string): string[] => (/classes = \{([^}]*)\}/.exec(set)?.[1] ?? '').split(', ').map((one) => one.slice(2));
  const named = (set: string, name: string): string => new RegExp(`\\.${name} = 0x(\\w{6})`).exec(set)?.[1] ?? '';
  const expected = ['train', 'test', 'positive', 'negative'].map((name) => [name, named(light, name), named(dark, name)]);
  for (const [i, one] of classes(light).entries()) expected.push([`class-${i + 1}`, one, classes(dark)[i] ?? '']);
  expect(expected).toHaveLength(14);
  const page = readFileSync('web/shell/style/tokens.css', 'utf8');
  for (const [name, one, other] of expected) expect(page).toContain(`--${name}: light-dark(#${one}, #${other});`);
});
