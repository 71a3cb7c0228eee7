// What the shell declares in TypeScript is what the runner prints, name by name and member by member.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { repository } from '../../scripts/stages.mjs';
import { gradlab } from './runner.mjs';

const plain = (text) => text.replace(/\s+/g, ' ').trim();

/** A type as TypeScript writes it. */
function written(type) {
  if (type.$ref) return type.$ref.replace('#/$defs/', '');
  if ('const' in type) return JSON.stringify(type.const);
  if (type.enum) return type.enum.map((text) => `'${text}'`).join(' | ');
  if (type.anyOf) return type.anyOf.map(written).join(' | ');
  if (type.prefixItems) return `[${type.prefixItems.map(written).join(', ')}]`;
  if (type.type === 'array') return type.items.enum || type.items.anyOf ? `(${written(type.items)})[]` : `${written(type.items)}[]`;
  if (type.properties) return `{ ${members(type).join('; ')} }`;
  if (type.type === 'object') return `Record<string, ${written(type.additionalProperties)}>`;
  return { string: 'string', boolean: 'boolean', number: 'number', integer: 'number', null: 'null' }[type.type] ?? 'unknown';
}

/** The members of an object, sorted. */
function members({ properties, required, additionalProperties }) {
  const named = Object.entries(properties).map(([name, type]) => `${name}${required.includes(name) ? '' : '?'}: ${written(type)}`);
  return (additionalProperties ? [...named, `[name: string]: ${written(additionalProperties)}`] : named).sort();
}

/** What is declared in `text`: a Map of names to types, the members of objects sorted as above. */
function declared(text) {
  const bare = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  const sorted = (body) => `{ ${body.split(';').map(plain).filter(Boolean).sort().join('; ')} }`;
  const in_order = (type) => {
    // The innermost objects first, so that the members of the outer ones have no semicolons of theirs.
    const kept = [];
    let rest = type;
    while (/\{[^{}]*\}/.test(rest))
      rest = rest.replace(/\{([^{}]*)\}/, (_, body) => `<${kept.push(sorted(body)) - 1}>`);
    while (/<\d+>/.test(rest)) rest = rest.replace(/<(\d+)>/, (_, index) => kept[index]);
    return plain(rest).replace(/^\| /, '');
  };
  const interfaces = [...bare.matchAll(/^export interface (\w+) (\{[\s\S]*?^\})/gm)];
  const types = [...bare.matchAll(/^export type (\w+) =\s([\s\S]*?);$(?!\n  )/gm)];
  return new Map([...interfaces, ...types].map(([, name, type]) => [name, in_order(type)]));
}

const { $defs: definitions, ...printed } = JSON.parse(gradlab('schema').lines.join('\n'));
const sources = ['protocol', 'file_messages'].map((name) => readFileSync(join(repository, `web/shell/base/${name}.ts`), 'utf8'));
const protocol = declared(sources.join('\n'));

test('the shell declares what the trainer names, and nothing else', () => {
  assert.deepEqual([...protocol.keys()].sort(), Object.keys(definitions).sort());
});

for (const [name, type] of Object.entries(definitions)) {
  test(`${name} is in TypeScript what it is in the schema`, () => assert.equal(protocol.get(name), written(type)));
}

test('a declaration that differs is found', () => {
  const twisted = declared('export interface Column {\n  name: string;\n  numeric: number;\n}\n');
  assert.notEqual(twisted.get('Column'), written(definitions.Column));
});

test('no parameter is called as a part that links have beside them', () => {
  const source = readFileSync(join(repository, 'web/shell/link/link_more.ts'), 'utf8');
  const [, list] = /more_names = \[([^\]]*)\]/.exec(source);
  const names = [...list.matchAll(/'(\w+)'/g)].map(([, name]) => name);
  assert.ok(names.length >= 10);
  const parameters = Object.values(printed.parameters).flatMap(({ properties }) => Object.keys(properties));
  assert.deepEqual(parameters.filter((name) => [...names, 'preset'].includes(name)), []);
});

test('every definition that is referred to is there, and every one is referred to', () => {
  const all = JSON.stringify({ definitions, printed });
  const referred = new Set([...all.matchAll(/"#\/\$defs\/(\w+)"/g)].map(([, name]) => name));
  assert.deepEqual([...referred].filter((name) => !(name in definitions)), []);
  assert.deepEqual(Object.keys(definitions).filter((name) => !referred.has(name) && name !== 'PackedView'), []);
});
