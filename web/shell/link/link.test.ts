import { describe, expect, it } from 'vitest';
import { has_text, text } from '../base/text.ts';
import { any_string, any_text, fc } from '../fixtures/property.ts';
import { sample_demo, sample_param } from '../fixtures/samples.ts';
import { defaults, parse_link, write_link } from './link.ts';
import { nothing_more } from './link_more.ts';

const first = sample_demo({
  params: [
    sample_param('data', { kind: 'text', written: 'circle' }),
    sample_param('noise', { kind: 'text', written: '0.1' }),
    sample_param('layers', { kind: 'text', written: '8,4' }),
    sample_param('points', { kind: 'text', written: '' }),
    sample_param('beginning', { kind: 'text', written: 'Once' }),
    sample_param('seed', { kind: 'text', written: '1' }),
  ],
  presets: [
    { id: 'no-layer', values: { data: 'xor', layers: [] }, written: { data: 'xor', layers: '' }, steps_per_second: 0, diverges: false, tries: [] },
    { id: 'with-points', values: { points: [[0, 0, 1]] }, written: { points: '0,0,1' }, steps_per_second: 60, diverges: false, tries: [] },
  ],
});
const second = sample_demo({ id: 'second', params: [sample_param('layers', { kind: 'text', written: 'conv-8-3-1' })] });
const demos = [first, second];

const parsed = (hash: string) => parse_link(hash, demos);

describe('parse_link', () => {
  it('opens the first demo for an empty link', () => {
    for (const hash of ['', '#'])
      expect(parsed(hash)).toEqual({ demo: 'first', preset: null, values: {}, written: {}, more: nothing_more(), notices: [] });
  });

  it('takes the texts apart, whatever they mean', () => {
    expect(parsed('#second?noise=.25&layers=conv-8,noise-.5&points=1,2,0;-1.5,2e1&own&empty=&colour=red')).toEqual({
      demo: 'second',
      preset: null,
      values: {},
      written: {
        noise: '.25',
        layers: 'conv-8,noise-.5',
        points: '1,2,0;-1.5,2e1',
        own: '',
        empty: '',
        colour: 'red',
      },
      more: nothing_more(),
      notices: [],
    });
  });

  it('reads a text of any characters', () => {
    const beginning = (text: string) => parsed(`#first?beginning=${text}`).written['beginning'];
    expect(beginning('The%20fox%26%23%3D%25%0A%E2%82%AC')).toBe('The fox&#=%\n€');
    expect(beginning('a=b?c')).toBe('a=b?c');
    expect(beginning('%F0%9F%A6%8A'.repeat(20))).toBe('🦊'.repeat(20));
  });

  it('puts a preset under the texts of the link, wherever it stands', () => {
    for (const hash of ['#first?preset=no-layer&data=circle', '#first?data=circle&preset=no-layer']) {
      const { preset, values, written, notices } = parsed(hash);
      expect({ preset, values, written, notices }).toEqual({
        preset: 'no-layer',
        values: { data: 'xor', layers: [] },
        written: { data: 'circle' },
        notices: [],
      });
    }
  });

  it('reads what mail programs and chats make of a link', () => {
    expect(parsed('#first?points=1%2C2%2C0%3B3%2C4%2C1').written).toEqual({ points: '1,2,0;3,4,1' });
    expect(parsed('#%66irst?%73eed=%37').written).toEqual({ seed: '7' });
  });

  it('hands on a name that is no name', () => {
    expect(JSON.stringify(parsed('#first?__proto__=1').written)).toBe('{"__proto__":"1"}');
  });

  it.each([
    ['#third', 'notice.unknown_demo'],
    ['#first?preset=nothing', 'notice.unknown_preset'],
    ['#first?noise=%E0%A4%A', 'notice.unreadable_part'],
    ['#first?beginning=%F0%9F%A6', 'notice.unreadable_part'],
    ['#first?beginning=100%', 'notice.unreadable_part'],
    ['#first?beginning=\ud83e', 'notice.unreadable_part'],
    ['#first?%zz=1&noise=%zz', 'notice.unreadable_part'],
    [`#first?seed=${'9'.repeat(70_000)}`, 'notice.link_too_long'],
  ])('leaves %.60s out, with a notice', (hash, key) => {
    const { written, notices } = parsed(hash);
    expect(notices.map((notice) => notice.key)).toEqual([key]);
    expect(written).toEqual({});
  });

  it('names what was wrong in the sentence', () => {
    const [notice] = parsed('#first?preset=nothing').notices;
    expect(text(notice?.key ?? '', notice?.arguments)).toMatch(/nothing/);
  });

  it('keeps what is right beside what is wrong, and says little about a lot of nonsense', () => {
    const { written, notices } = parsed(`#first?seed=5&preset=nothing${'&noise=%zz'.repeat(500)}`);
    expect(written).toEqual({ seed: '5' });
    expect(notices).toHaveLength(2);
    expect(JSON.stringify(notices).length).toBeLessThan(300);
  });
});

describe('write_link', () => {
  it('holds only what differs', () => {
    expect(write_link(first, null, defaults(first, null))).toBe('#first');
    expect(write_link(first, 'no-layer', defaults(first, 'no-layer'))).toBe('#first?preset=no-layer');
    expect(write_link(first, 'no-layer', { ...defaults(first, 'no-layer'), seed: '2' })).toBe(
      '#first?preset=no-layer&seed=2',
    );
  });

  it("says so when a preset's points or layers are taken away", () => {
    expect(write_link(first, 'with-points', { ...defaults(first, null) })).toBe('#first?preset=with-points&points=');
    expect(write_link(first, null, { ...defaults(first, null), layers: '' })).toBe('#first?layers=');
  });

  it('leaves commas and semicolons to be read', () => {
    const written = { points: '1.235,0,1;2,3', layers: 'conv-8-5-1,batch_norm' };
    expect(write_link(second, null, written)).toBe('#second?layers=conv-8-5-1,batch_norm');
    expect(write_link(first, null, { points: written.points })).toBe('#first?points=1.235,0,1;2,3');
  });

  it('writes a text so that it is read as it was', () => {
    const texts = ['a&b=c#d?e', '100 %', ' both ends ', 'two\nlines', '+1;2,3', '¿Qué? 🦊'];
    for (const beginning of texts) {
      const link = write_link(first, null, { beginning });
      expect(link).toMatch(/^#first\?beginning=[^&#\s]+$/);
      expect(parsed(link)).toMatchObject({ written: { beginning }, notices: [] });
    }
    expect(write_link(first, null, { beginning: '' })).toBe('#first?beginning=');
  });
});

const scraps = ['&', '=', '%', '#', '?', '%26', '&amp;', '&seed=2', '\n', ' ', 'ñ', '🦊', ',', ';', '-'];
const a_text = fc.oneof(any_text, fc.array(fc.oneof(fc.constantFrom(...scraps), any_text)).map((parts) => parts.join('')));
const texts = fc.record(Object.fromEntries(Object.keys(defaults(first, null)).map((name) => [name, a_text])));
const presets = fc.constantFrom(null, 'no-layer', 'with-points');

describe('any link', () => {
  it('reads what was written', () => {
    const reads = fc.property(presets, texts, (preset, written) => {
      const back = parsed(write_link(first, preset, written));
      expect(back).toMatchObject({ demo: 'first', preset, notices: [] });
      expect({ ...defaults(first, preset), ...back.written }).toEqual(written);
    });
    fc.assert(reads, { numRuns: 400 });
  });

  /** Nothing is thrown; every notice has its sentence; what was read can be written, and then reads back. */
  const check = (link: string): void => {
    const { demo, preset, written, notices } = parsed(link);
    expect(demos.map(({ id }) => id)).toContain(demo);
    expect(notices.every(({ key }) => has_text(key)) && notices.length <= 3).toBe(true);
    const again = write_link(demo === 'first' ? first : second, preset, { ...defaults(first, preset), ...written });
    expect(parsed(again).notices).toEqual([]);
  };

  it('is read, whatever stands in it', () => {
    fc.assert(fc.property(any_string, (link) => check(link)), { numRuns: 400 });
    fc.assert(fc.property(any_string, (query) => check(`#first?${query}`)), { numRuns: 400 });
  });

  it('is read, however it was mangled', () => {
    const mangling = fc.record({
      at: fc.nat(400),
      cut: fc.nat(3),
      put: fc.constantFrom('', '', '%', '%zz', '%00', '&', '=', '?', '#', '__proto__', '\0', '𝛁', '\ud800', '1'.repeat(400)),
    });
    const stands = fc.property(presets, texts, fc.array(mangling, { minLength: 1, maxLength: 4 }), (preset, written, manglings) =>
      check(
        manglings.reduce(
          (link, { at, cut, put }) => link.slice(0, at % link.length) + put + link.slice((at % link.length) + cut),
          write_link(first, preset, written),
        ),
      ),
    );
    fc.assert(stands, { numRuns: 600 });
  });
});
