import { describe, expect, it } from 'vitest';
import type { Param, Written } from '../base/protocol.ts';
import { text } from '../base/text.ts';
import { any_text, fc } from '../fixtures/property.ts';
import { sample_demo, sample_param } from '../fixtures/samples.ts';
import { defaults, parse_link, write_link } from './link.ts';

const vocabulary = ['conv', 'batch_norm', 'dense'].map((kind) => ({ kind, fields: [] }));
const params: Param[] = [
  sample_param('data', { kind: 'choice', choices: ['circle', 'two_moons', 'xor'], written: 'circle' }),
  sample_param('learning_rate', { kind: 'number', written: '0.03' }),
  sample_param('shift', { kind: 'number', written: '0' }),
  sample_param('own', { kind: 'boolean', written: 'false' }),
  sample_param('units', { kind: 'units', written: '8,4' }),
  sample_param('points', { kind: 'points', written: '' }),
  sample_param('layers', { kind: 'layers', vocabulary, written: '' }),
  sample_param('beginning', { kind: 'text', written: 'Once' }),
  sample_param('seed', { kind: 'integer', written: '1' }),
];
const presets = ['two-moons', 'xor'].map((id) => ({
  id,
  values: {},
  written: { data: 'xor' },
  steps_per_second: 0,
  diverges: false,
  tries: [],
}));
const demos = [
  sample_demo({ id: 'other' }),
  sample_demo({ id: 'mnist-cnn', params, presets }),
  sample_demo({ id: 'rnn', params: [sample_param('prompt', { kind: 'text' })] }),
];
const demo = demos[1] as (typeof demos)[number];

/** What a link opens. */
const run_of = (link: string) => {
  const { demo: id, preset, written } = parse_link(link, demos);
  return { id, preset, written: { ...defaults(demo, preset), ...written } };
};

const one_of = (...texts: string[]) => fc.constantFrom(...texts);
const some = (one: fc.Arbitrary<string>, maxLength: number, between = '') =>
  fc.array(one, { minLength: 1, maxLength }).map((all) => all.join(between));
const number = one_of('0', '0.25', '-1.5', '12', '1e-7', '-3');
const point = fc.tuple(number, number).map(([x, y]) => `${x},${y},1`);
const wild = some(one_of('a', 'B', ' ', '&', '=', '%', '#', '?', '\n', 'ñ', '🦊', '1', ',', ';', '-', '−', '+', ')', '&amp;'), 12);
const words = some(one_of('upon', 'a', 'time,', 'there', 'was…', 'it’s'), 5, ' ').map((rest) => `Once ${rest}`);

/** Texts of values; a seed that differs, so that a link ends in it. */
const values_with = (beginning: fc.Arbitrary<string>, seed = one_of('7', '11', '2147483647')): fc.Arbitrary<Written> =>
  fc.record({
    data: one_of('circle', 'two_moons', 'xor'),
    learning_rate: number,
    shift: number,
    own: one_of('true', 'false'),
    units: some(one_of('1', '8', '64'), 3, ','),
    points: fc.oneof(fc.constant(''), some(point, 3, ';')),
    layers: fc.oneof(fc.constant(''), some(one_of('conv-8-5', 'batch_norm', 'dense-16', 'conv-8'), 3, ',')),
    beginning,
    seed,
  });
const some_preset = fc.constantFrom(null, 'two-moons', 'xor');

const encoded_structure = (link: string): string =>
  link.replace('?', '%3F').replace(/=/g, '%3D').replace(/&/g, '%26');
const whole = (link: string): string => `#${encodeURIComponent(link.slice(1))}`;
const capitals = (link: string): string =>
  link
    .replace(/^#[^?]*/, (id) => id.toUpperCase())
    .replace(/(preset|data|layers|own)=[^&]*/g, (part) => part.toUpperCase())
    .replace(/&(\w)/g, (_, letter: string) => `&${letter.toUpperCase()}`);
const in_numbers = (link: string, change: (value: string) => string): string =>
  link.replace(/(units|points|layers)=([^&]*)/g, (_, name: string, value: string) => `${name}=${change(value)}`);

/** Ways of chats and mails that leave no doubt, whatever the texts are. */
const anything: [string, (link: string) => string][] = [
  ['percent-encoded', whole],
  ['percent-encoded twice', (link) => whole(whole(link))],
  ['&amp;', (link) => link.replaceAll('&', '&amp;')],
  ['&amp;amp;', (link) => link.replaceAll('&', '&amp;amp;')],
  ['&#38;', (link) => link.replaceAll('&', '&#38;')],
  ['encoded &amp;', (link) => whole(link.replaceAll('&', '&amp;'))],
  ...[')', ']', '}', '>', '%3E', ',', '.', '…', '"', '%22', '”', '’', "'", '»', ' ', '%20', '%C2%A0', '\u200b', '%E2%80%8B', '!', ':', ').', '."', '*'].map(
    (end): [string, (link: string) => string] => [`${end} behind`, (link) => link + end],
  ),
  ['8, 8', (link) => in_numbers(link, (value) => value.replaceAll(',', ', '))],
  ['8,%208', (link) => in_numbers(link, (value) => value.replaceAll(',', ',%20'))],
  ['8,+8', (link) => in_numbers(link, (value) => value.replaceAll(',', ',+'))],
  ['a last ;', (link) => in_numbers(link, (value) => `${value};`)],
  ['a last ,', (link) => in_numbers(link, (value) => `${value},`)],
  ['capitals', capitals],
  ['a typographic minus', (link) => in_numbers(link, (value) => value.replaceAll('-', '−')).replace(/(rate|shift)=-/g, '$1=%E2%88%92')],
  ['dashes', (link) => in_numbers(link, (value) => value.replaceAll('-', '–')).replace('#mnist-', '#mnist–').replace('two-', 'two—')],
  ['#!', (link) => link.replace('#', '#!')],
  ['#/', (link) => link.replace('#', '#/')],
  ['#!/', (link) => link.replace('#', '#!/')],
  ['an invisible hyphen', (link) => link.replace('mnist', 'mni\u00adst').replace('seed=', 'seed=\u200b')],
];

/** Ways that are in doubt where a text has signs of links itself. */
const plain_words: [string, (link: string) => string][] = [
  ['?, = and & encoded', encoded_structure],
  ['?, = and & encoded twice', (link) => encoded_structure(link).replaceAll('%3', '%253').replaceAll('%26', '%2526')],
  ['only ? encoded', (link) => link.replace('?', '%3F')],
  ['only = and & encoded', (link) => link.replaceAll('=', '%3D').replaceAll('&', '%26')],
  ['+ for a blank', (link) => link.replaceAll('%20', '+')],
  ['all at once', (link) => `#!/${encodeURIComponent(capitals(link).slice(1).replaceAll('&', '&amp;'))}).`],
];

describe.each([
  ...anything.map(([name, disfigure]) => ({ name, disfigure, beginning: wild })),
  ...plain_words.map(([name, disfigure]) => ({ name, disfigure, beginning: words })),
])('a link disfigured by $name', ({ disfigure, beginning }) => {
  it('opens the same run, and says so', () => {
    const same = fc.property(some_preset, values_with(beginning), (preset, values) => {
      const link = write_link(demo, preset, values);
      const disfigured = disfigure(link);
      expect(run_of(disfigured)).toEqual(run_of(link));
      const notices = parse_link(disfigured, demos).notices.map(({ key }) => key);
      const unseen = disfigured === link || (beginning === wild && /\+/.test(disfigured));
      if (!unseen) expect(notices).toEqual(['notice.link_mended']);
    });
    fc.assert(same, { numRuns: 60 });
  });
});

describe('a link as it was written', () => {
  it('is not altered, whatever its texts are', () => {
    const beginning = fc.oneof(wild, any_text, wild.map((text) => `&seed=5${text}`), any_text.map((text) => `${text})`));
    const seed = one_of('1', '7', '11'); // of the first the text is the last
    const unaltered = fc.property(some_preset, values_with(beginning, seed), (preset, values) => {
      const { written, notices } = parse_link(write_link(demo, preset, values), demos);
      expect(notices).toEqual([]);
      expect({ ...defaults(demo, preset), ...written }).toEqual(values);
    });
    fc.assert(unaltered, { numRuns: 800 });
  });

  it('keeps every number that can be read, however it is written', () => {
    const finite = fc.double({ noDefaultInfinity: true, noNaN: true });
    const ways = [String, (x: number) => x.toExponential(), (x: number) => `+${Math.abs(x)}`, (x: number) => String(x).toUpperCase()];
    const kept = fc.property(finite, fc.constantFrom(...ways), one_of('learning_rate', 'seed'), (x, way, name) => {
      const link = `#mnist-cnn?${name}=${way(x)}`;
      expect(parse_link(link, demos)).toMatchObject({ written: { [name]: way(x) }, notices: [] });
    });
    fc.assert(kept, { numRuns: 1000 });
  });

  it.each(['Once)', 'Once…', 'Once.\u200b', 'C++', '12+34=', 'a+b', 'x−y', '“so”', 'R&amp;D', '100%25', ' 8, 8 '])(
    'keeps the text %s, also where it is typed',
    (beginning) => {
      const typed = `#mnist-cnn?beginning=${beginning.replaceAll('%', '%25').replaceAll('&', '%26')}`;
      for (const link of [write_link(demo, null, { beginning }), typed])
        expect(parse_link(link, demos)).toMatchObject({ written: { beginning }, notices: [] });
    },
  );

  it.each([
    ['learning_rate', '+2.5e-1'],
    ['learning_rate', '1E5'],
    ['units', '8.0,2e1'],
    ['own', '1'],
  ])('keeps %s=%s, which can be read', (name, value) => {
    expect(parse_link(`#mnist-cnn?${name}=${value}`, demos)).toMatchObject({ written: { [name]: value }, notices: [] });
  });

  it.each([
    ['learning_rate', '1,5'],
    ['learning_rate', '1 000'],
    ['units', '8 8'],
    ['own', 'yes'],
    ['data', 'two moons'],
    ['points', '1,2;x'],
  ])('leaves %s=%s to be refused: it may mean one thing or another', (name, value) => {
    expect(parse_link(`#mnist-cnn?${name}=${value}`, demos)).toMatchObject({ written: { [name]: value }, notices: [] });
  });
});

it('takes the value that could be read where another had to be mended', () => {
  expect(run_of('#mnist-cnn?seed=5&Seed=9').written).toMatchObject({ seed: '5' });
});

it('names what was mended', () => {
  const [notice] = parse_link('#!MNIST-CNN?units=8, 4&Seed=7).', demos).notices;
  expect(text(notice?.key ?? '', notice?.arguments)).toMatch(/!MNIST-CNN → mnist-cnn.*8, 4 → 8,4.*Seed → seed/);
});

it('keeps apart what belongs to another demo', () => {
  expect(parse_link('#rnn?prompt=a%26seed%3D5', demos)).toMatchObject({ written: { prompt: 'a&seed=5' }, notices: [] });
});
