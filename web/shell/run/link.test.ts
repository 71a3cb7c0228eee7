import { describe, expect, it } from 'vitest';
import type { Param, Values } from '../base/protocol.ts';
import { has_text, text } from '../base/text.ts';
import { sample_demo } from '../fixtures/samples.ts';
import { defaults, parse_link, write_link } from './link.ts';

const param = (name: string, kind: Param['kind'], initial: Param['initial'], rest: Partial<Param> = {}): Param => ({
  name,
  group: 'data',
  kind,
  initial,
  low: 0,
  high: 1,
  choices: [],
  ...rest,
});

const first = sample_demo({
  params: [
    param('data', 'choice', 'circle', { choices: ['circle', 'xor', 'file'] }),
    param('noise', 'number', 0.1, { high: 0.5 }),
    param('classes', 'integer', 3, { low: 2, high: 6 }),
    param('own', 'boolean', false),
    param('layers', 'units', [8, 4], { high: 4 }),
    param('points', 'points', []),
    param('beginning', 'text', 'Once', { high: 20 }),
    param('seed', 'integer', 1, { high: 2147483647 }),
  ],
  presets: [
    { id: 'no-layer', values: { data: 'xor', layers: [] }, steps_per_second: 0 },
    { id: 'with-points', values: { points: [[0, 0, 1]] }, steps_per_second: 60 },
  ],
});
const vocabulary = [
  {
    kind: 'conv',
    fields: [
      { name: 'filters', initial: 8, low: 1, high: 64 },
      { name: 'size', initial: 3, low: 1, high: 11 },
      { name: 'stride', initial: 1, low: 1, high: 4 },
    ],
  },
  { kind: 'batch_norm', fields: [] },
  { kind: 'noise', fields: [{ name: 'amount', initial: 0.5, low: 0, high: 1 }] },
];
const second = sample_demo({
  id: 'second',
  params: [
    param('rate', 'number', 1e-3, { high: 10 }),
    param('layers', 'layers', ['conv-8-3-1'], { high: 3, vocabulary }),
  ],
});
const demos = [first, second];

const parsed = (hash: string) => parse_link(hash, demos);
const notice_keys = (hash: string) => parsed(hash).notices.map(({ key }) => key);

describe('parse_link', () => {
  it('opens the first demo for an empty link', () => {
    for (const hash of ['', '#'])
      expect(parsed(hash)).toEqual({ demo: 'first', preset: null, values: {}, notices: [] });
  });

  it('reads every kind of value', () => {
    expect(parsed('#first?data=xor&noise=.25&classes=4&own=true&layers=3,2&points=1,2,0;-1.5,2e1&seed=7')).toEqual({
      demo: 'first',
      preset: null,
      values: {
        data: 'xor',
        noise: 0.25,
        classes: 4,
        own: true,
        layers: [3, 2],
        points: [
          [1, 2, 0],
          [-1.5, 20],
        ],
        seed: 7,
      },
      notices: [],
    });
  });

  it('reads layers of any kinds, and completes them', () => {
    const layers = (text: string) => parsed(`#second?layers=${text}`).values['layers'];
    expect(layers('conv-16-5-2,batch_norm,noise-.25')).toEqual(['conv-16-5-2', 'batch_norm', 'noise-0.25']);
    expect(layers('conv,conv-4')).toEqual(['conv-8-3-1', 'conv-4-3-1']);
    expect(layers('')).toEqual([]);
  });

  it('reads a text of any characters, and counts what a reader counts', () => {
    const beginning = (text: string) => parsed(`#first?beginning=${text}`).values['beginning'];
    expect(beginning('The%20fox%26%23%3D%25%0A%E2%82%AC')).toBe('The fox&#=%\n€');
    expect(beginning('a=b?c')).toBe('a=b?c');
    expect(beginning('')).toBe('');
    expect(beginning('%F0%9F%A6%8A'.repeat(20))).toBe('🦊'.repeat(20));
  });

  it('puts a preset under the values of the link, wherever it stands', () => {
    for (const hash of ['#first?preset=no-layer&data=circle', '#first?data=circle&preset=no-layer']) {
      expect(parsed(hash)).toMatchObject({ preset: 'no-layer', values: { data: 'circle', layers: [] }, notices: [] });
    }
  });

  it('reads what mail programs and chats make of a link', () => {
    expect(parsed('#first?points=1%2C2%2C0%3B3%2C4%2C1').values).toEqual({
      points: [
        [1, 2, 0],
        [3, 4, 1],
      ],
    });
    expect(parsed('#%66irst?%73eed=%37').values).toEqual({ seed: 7 });
  });

  it.each([
    ['#third', 'notice.unknown_demo'],
    ['#first?preset=nothing', 'notice.unknown_preset'],
    ['#first?colour=red', 'notice.unknown_param'],
    ['#first?__proto__=1', 'notice.unknown_param'],
    ['#first?noise=%E0%A4%A', 'notice.unreadable_part'],
    ['#first?noise', 'notice.bad_value'],
    ['#first?noise=', 'notice.bad_value'],
    ['#first?noise=0.6', 'notice.bad_value'],
    ['#first?noise=-0.1', 'notice.bad_value'],
    ['#first?noise=NaN', 'notice.bad_value'],
    ['#first?noise=Infinity', 'notice.bad_value'],
    ['#first?noise=0x1', 'notice.bad_value'],
    ['#first?noise=1e999', 'notice.bad_value'],
    ['#first?noise=%200.1', 'notice.bad_value'],
    ['#first?classes=2.5', 'notice.bad_value'],
    ['#first?own=yes', 'notice.bad_value'],
    ['#first?data=<img src=x onerror=alert(1)>', 'notice.bad_value'],
    ['#first?layers=1,2,3,4,5', 'notice.bad_value'],
    ['#first?layers=65', 'notice.bad_value'],
    ['#first?layers=0', 'notice.bad_value'],
    ['#first?layers=1,,2', 'notice.bad_value'],
    ['#first?points=1', 'notice.bad_value'],
    ['#first?points=1,2,3,4', 'notice.bad_value'],
    ['#first?points=1e7,0,0', 'notice.bad_value'],
    [`#first?points=${'1,2,0;'.repeat(1001)}1,2,0`, 'notice.bad_value'],
    ['#second?layers=dense-8', 'notice.bad_value'],
    ['#second?layers=conv-65', 'notice.bad_value'],
    ['#second?layers=conv-8-3-1-1', 'notice.bad_value'],
    ['#second?layers=conv-8-2.5', 'notice.bad_value'],
    ['#second?layers=conv--8', 'notice.bad_value'],
    ['#second?layers=conv-8-', 'notice.bad_value'],
    ['#second?layers=noise-1e-1', 'notice.bad_value'],
    ['#second?layers=batch_norm,', 'notice.bad_value'],
    ['#second?layers=conv,conv,conv,conv', 'notice.bad_value'],
    [`#first?beginning=${'x'.repeat(21)}`, 'notice.bad_value'],
    ['#first?beginning=%F0%9F%A6', 'notice.unreadable_part'],
    ['#first?beginning=100%', 'notice.unreadable_part'],
    [`#first?seed=${'9'.repeat(70_000)}`, 'notice.link_too_long'],
  ])('leaves %.60s out, with a notice', (hash, key) => {
    const { values, notices } = parsed(hash);
    expect(notices.map((notice) => notice.key)).toEqual([key]);
    expect(values).toEqual({});
  });

  it('names what was wrong in the sentence', () => {
    const [notice] = parsed('#first?noise=2').notices;
    expect(text(notice?.key ?? '', notice?.arguments)).toMatch(/noise.*2.*0.*0\.5/);
  });

  it('keeps what is right beside what is wrong', () => {
    expect(parsed('#first?noise=2&seed=5&junk=1')).toMatchObject({ values: { seed: 5 }, notices: [{}, {}] });
  });

  it('says little about a lot of nonsense', () => {
    const keys = notice_keys(`#first?${Array.from({ length: 500 }, (_, i) => `x${i}=1`).join('&')}`);
    expect(keys).toHaveLength(6);
    expect(keys.at(-1)).toBe('notice.more_ignored');
  });
});

describe('write_link', () => {
  it('holds only what differs', () => {
    expect(write_link(first, null, defaults(first, null))).toBe('#first');
    expect(write_link(first, 'no-layer', defaults(first, 'no-layer'))).toBe('#first?preset=no-layer');
    expect(write_link(first, 'no-layer', { ...defaults(first, 'no-layer'), seed: 2 })).toBe(
      '#first?preset=no-layer&seed=2',
    );
  });

  it("says so when a preset's points or layers are taken away", () => {
    expect(write_link(first, 'with-points', { ...defaults(first, null) })).toBe('#first?preset=with-points&points=');
    expect(write_link(first, null, { ...defaults(first, null), layers: [] })).toBe('#first?layers=');
  });

  it('writes layers as they are read', () => {
    expect(write_link(second, null, { rate: 1e-3, layers: ['conv-8-5-1', 'batch_norm'] })).toBe(
      '#second?layers=conv-8-5-1,batch_norm',
    );
  });

  it('writes a text so that it is read as it was', () => {
    const texts = ['a&b=c#d?e', '100 %', ' both ends ', 'two\nlines', '+1;2,3', '¿Qué? 🦊'];
    for (const beginning of texts) {
      const link = write_link(first, null, { beginning });
      expect(link).toMatch(/^#first\?beginning=[^&#\s]+$/);
      expect(parsed(link)).toMatchObject({ values: { beginning }, notices: [] });
    }
    expect(write_link(first, null, { beginning: '' })).toBe('#first?beginning=');
  });

  it('rounds points to three decimals', () => {
    expect(write_link(first, null, { points: [[1.23456, -0.0001, 1]] })).toBe('#first?points=1.235,0,1');
  });
});

// Seeded chance for the tests: mulberry32.
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function random_values(chance: () => number): Values {
  const below = (count: number): number => Math.floor(chance() * count);
  return {
    data: ['circle', 'xor', 'file'][below(3)] as string,
    noise: chance() / 2,
    classes: 2 + below(5),
    own: chance() < 0.5,
    layers: Array.from({ length: below(5) }, () => 1 + below(64)),
    points: Array.from({ length: below(20) }, () => [
      (below(4000) - 2000) / 1000,
      (below(4000) - 2000) / 1000,
      below(3),
    ]),
    beginning: Array.from({ length: below(21) }, () => ['a', ' ', '&', '=', '%', '#', '\n', 'ñ', '🦊'][below(9)]).join(''),
    seed: below(2147483647),
  };
}

describe('links by chance', () => {
  it('read what they wrote', () => {
    const chance = generator(1);
    for (let round = 0; round < 500; ++round) {
      const preset = [null, 'no-layer', 'with-points'][round % 3] ?? null;
      const values = random_values(chance);
      const link = write_link(first, preset, values);
      const back = parsed(link);
      expect(back.notices, link).toEqual([]);
      expect({ ...defaults(first, null), ...back.values }, link).toEqual(values);
    }
  });

  it('survive being mangled', () => {
    const chance = generator(2);
    const scraps = [
      '%',
      '%zz',
      '%00',
      '&',
      '=',
      '?',
      '#',
      ';',
      ',',
      'e999',
      '__proto__',
      'NaN',
      '-',
      '\u0000',
      '𝛁',
      '\ud800',
      '1'.repeat(400),
      '<script>',
    ];
    for (let round = 0; round < 5000; ++round) {
      let link = write_link(first, 'no-layer', random_values(chance));
      for (let changes = 1 + Math.floor(chance() * 4); changes > 0; --changes) {
        const at = Math.floor(chance() * link.length);
        const scrap = scraps[Math.floor(chance() * scraps.length)] as string;
        link = link.slice(0, at) + (chance() < 0.5 ? scrap : '') + link.slice(at + Math.floor(chance() * 3));
      }
      const { demo, preset, values, notices } = parsed(link);
      expect(demos.map(({ id }) => id)).toContain(demo);
      expect(
        notices.every(({ key }) => has_text(key)),
        link,
      ).toBe(true);
      // What was taken is right: it reads back the same.
      const again = parsed(
        write_link(demo === 'first' ? first : second, preset, { ...defaults(first, preset), ...values }),
      );
      expect(again.notices, link).toEqual([]);
    }
  });
});
