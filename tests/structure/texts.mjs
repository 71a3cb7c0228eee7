// The tables of texts, and the keys that the code names.
import { each, inside } from './files.mjs';

const tables = (path) => /^web\/text\/\w+\.json$/.test(path);

/** Keys of texts that a file asks for, and literals that look like keys, but for the names of tensors. */
function text_keys(path, text) {
  const key = '([a-z_]+(?:\\.[a-z0-9_-]+)+)';
  const all = (pattern) => [...text.matchAll(new RegExp(pattern, 'g'))].map((match) => match.at(-1));
  const tensors = new Set(all('\\.tensor\\("([^"]+)"'));
  return {
    asked: path.endsWith('.html') ? all(`\\{\\{\\*?${key}\\}\\}`) : all(`\\btext\\((["'])${key}\\1`),
    likely: all(`(["'\`])${key}\\1`).filter((name) => !tensors.has(name)),
  };
}

export const text_rules = [
  {
    name: 'a table of texts is flat, sorted, and has no empty text',
    complaints: (files) =>
      each(files, tables, (path, text) => {
        const entries = Object.entries(JSON.parse(text));
        const sorted = entries.every(([key], index) => index === 0 || entries[index - 1][0] < key);
        return [
          ...entries
            .filter(([, value]) => typeof value !== 'string' || !value.trim())
            .map(([key]) => `${path}: ${key} is no text`),
          ...(sorted ? [] : [`${path} is not sorted by key`]),
        ];
      }),
    right: { 'web/text/en.json': '{"a.b": "c", "a.c": "d"}' },
    wrong: ['{"b": "c", "a": "d"}', '{"a": {"b": "c"}}', '{"a": " "}'].map((text) => ({ 'web/text/en.json': text })),
  },
  {
    name: 'every key that the code names has a text',
    complaints: (files) => {
      const keys = new Set(each(files, tables, (path, text) => Object.keys(JSON.parse(text))));
      const families = new Set([...keys].map((key) => key.split('.')[0]));
      return each(
        files,
        (path) =>
          inside(path, ['engine', 'demos', 'web', 'headless']) &&
          /\.(cpp|h|ts|html)$/.test(path) &&
          !/\.test\.ts$/.test(path),
        (path, text) => {
          const { asked, likely } = text_keys(path, text);
          const named = new Set([...asked, ...likely.filter((key) => families.has(key.split('.')[0]))]);
          return [...named].filter((key) => !keys.has(key)).map((key) => `${path} names ${key}`);
        },
      );
    },
    right: {
      'web/text/en.json': '{"notice.a": "A."}',
      'demos/a.cpp': 'throw Refusal{"notice.a"}; view.tensor("notice.t", t);',
    },
    wrong: [
      { 'web/text/en.json': '{"notice.a": "A."}', 'demos/a.cpp': 'throw Refusal{"notice.b"};' },
      { 'web/text/en.json': '{"notice.a": "A."}', 'web/shell/a.ts': "text('shell.b')" },
      { 'web/text/en.json': '{"notice.a": "A."}', 'web/shell/index.html': '<p>{{shell.b}}</p>' },
    ],
  },
];
