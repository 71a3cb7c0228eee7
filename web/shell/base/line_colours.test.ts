import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { line_colour } from './line_colours.ts';

const told = (path: string): string => readFileSync(`web/ui/style/${path}`, 'utf8');
const hex = (source: string, name: string): string => `#${new RegExp(`${name} = (?:rgb\\()?\\{?0x(\\w{6})`).exec(source)?.[1]}`;

it('lines have the same colours when they are taken along as on the screen', () => {
  const data = told('data_colors.h');
  const classes = [...(/classes = \{(0x\w+), (0x\w+), (0x\w+)/.exec(data) ?? [])].slice(1).map((one) => one.replace('0x', '#'));
  expect(['a', 'b', 'c'].map(line_colour)).toEqual(classes);
  expect(line_colour('train')).toBe(hex(data, 'train'));
  expect(line_colour('test')).toBe(hex(data, 'test'));
  const theme = told('theme.cpp');
  expect(line_colour('reference')).toBe(hex(theme, 'reference'));
  expect(line_colour('former')).toBe(hex(theme, 'text_faint'));
  expect(line_colour('accent')).toBe(hex(theme, 'other'));
});
