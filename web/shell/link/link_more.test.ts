import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { text } from '../base/text.ts';
import { sample_demo, sample_param } from '../fixtures/samples.ts';
import { parse_link, write_link } from './link.ts';
import { type Aim, type More, more_names, newest_version, nothing_more, read_more } from './link_more.ts';
import { packed_state } from './link_state.ts';

const view = (name: string, section: string) => ({ name, kind: 'matrix', wide: false, when: [], section });
const demo = sample_demo({
  params: [sample_param('seed', { kind: 'integer', written: '1' })],
  views: [view('loss', 'learning'), view('attention', 'inside'), view('confusion', 'inside')],
});
const parsed = (link: string) => parse_link(link, [demo]);

const places = fc.array(fc.nat(9999), { minLength: 1, maxLength: 4 });
const aims: fc.Arbitrary<Aim | null> = fc.oneof(
  fc.constant(null),
  fc.record({
    step: fc.nat(1e9),
    hash: fc.stringMatching(/^[\da-f]{8}$/),
    build: fc.constantFrom('simd', 'relaxed', 'relaxed-mt'),
    device: fc.constantFrom('cpu' as const, 'webgpu' as const),
    engine: fc.stringMatching(/^[\da-f]{6}$/),
    state: fc.constant(null),
  }),
  fc.record({
    step: fc.nat(1e9),
    hash: fc.constant(''),
    build: fc.constant(''),
    device: fc.constant('cpu' as const),
    engine: fc.constant(''),
    state: fc.uint8Array({ minLength: 1, maxLength: 200 }).map(packed_state),
  }),
);
const mores: fc.Arbitrary<Omit<More, 'version'>> = fc.record({
  outlook: fc.record({
    tab: fc.constantFrom('', 'learning', 'inside'),
    card: fc.constantFrom('', 'loss', 'attention'),
    chosen: fc.dictionary(fc.constantFrom('attention', 'confusion'), places, { noNullPrototype: true }),
  }),
  speed: fc.oneof(fc.constant(null), fc.constantFrom(0, 1, 2, 0.5, 60)),
  plays: fc.constantFrom(null, true, false),
  aim: aims,
});

describe('what a link tells beside the values', () => {
  it('is nothing in the links of today', () => {
    for (const link of ['#first', '#first?seed=7', '#first?seed=7&unheard=of'])
      expect(parsed(link).more).toEqual(nothing_more());
  });

  it('can be read by a person', () => {
    const more = { ...nothing_more(), outlook: { tab: 'inside', card: 'attention', chosen: { attention: [2, 3] } }, speed: 0, plays: false };
    const link = '#first?seed=7&tab=inside&card=attention&chosen=attention:2,3&speed=max&play=0';
    expect(write_link(demo, null, { seed: '7' }, more)).toBe(link);
    expect(parsed(link)).toMatchObject({ more, written: { seed: '7' }, notices: [] });
  });

  it('comes back as it was written, whatever it is', () => {
    const runs = { seed: 5, numRuns: 500 };
    fc.assert(
      fc.property(mores, (more) => {
        const { notices, more: read } = parsed(write_link(demo, null, { seed: '3' }, { ...more, version: 1 }));
        expect(notices).toEqual([]);
        expect(read).toEqual({ ...more, version: more.aim ? newest_version : 1 });
      }),
      runs,
    );
  });

  it('is mended as the rest of a link is', () => {
    const { more } = parsed('#first?seed=7&amp;tab=inside&amp;Speed=5&amp;step=12&amp;hash=0123abcd).');
    expect(more).toMatchObject({ outlook: { tab: 'inside' }, speed: 5, aim: { step: 12 } });
  });

  for (const [part, words] of [
    ['tab=__proto__', /tab/],
    ['card=constructor', /card/],
    ['chosen=__proto__:1', /chosen/],
    ['chosen=attention:99999', /chosen/],
    [`chosen=${'attention:1;'.repeat(100)}attention:1`, /chosen/],
    ['speed=1e9', /speed/],
    ['speed=-1', /speed/],
    ['speed=NaN', /speed/],
    ['play=maybe', /play/],
    ['step=99999999999999999999', /step/],
    ['step=1.5', /step/],
    ['hash=xyz', /hash/],
    ['on=toaster', /on/],
    ['build=a%20b', /build/],
    ['state=a+b/c', /state/],
    ['v=two', /v/],
    ['v=3', /newer/],
  ] as const) {
    it(`leaves ${part.slice(0, 30)} out, with a sentence, and keeps the rest`, () => {
      const { more, written, notices } = parsed(`#first?seed=7&${part}`);
      expect(written).toEqual({ seed: '7' });
      expect(more.aim).toBeNull();
      expect(notices.map(({ key, arguments: values }) => text(key, values)).join()).toMatch(words);
    });
  }

  it('is never more than a sentence, whatever stands in it', () => {
    const parts = fc.dictionary(fc.constantFrom(...more_names), fc.string({ unit: 'grapheme', maxLength: 60 }), { noNullPrototype: true });
    fc.assert(
      fc.property(parts, (told) => {
        const { more, wrong } = read_more(new Map(Object.entries(told)), demo);
        expect(wrong.every((name) => more_names.includes(name))).toBe(true);
        expect(['', 'learning', 'inside']).toContain(more.outlook.tab);
        expect(Object.getPrototypeOf(more.outlook.chosen)).toBe(Object.prototype);
      }),
      { seed: 6, numRuns: 2000 },
    );
  });
});
