import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Signal } from '../base/signal.ts';
import { sample_demo, sample_param } from '../fixtures/samples.ts';
import { Address } from './address.ts';
import type { Target } from '../run/target.ts';
import type { Session } from '../run/session.ts';
import { Sight } from '../run/sight.ts';

const demos = ['first', 'classification'].map((id) => sample_demo({ id, params: [sample_param('seed', { written: '1' })] }));
const refusing = () => {
  throw new DOMException('too many calls', 'SecurityError');
};

let opened: Target[];
let session: Session & { changed: Signal };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('addEventListener', () => {});
  vi.stubGlobal('location', { hash: '#first', href: 'https://host/page#first' });
  vi.stubGlobal('history', { state: null, pushState: refusing, replaceState: refusing });
  opened = [];
  session = {
    demos,
    demo: demos[0],
    preset: null,
    written: { seed: '7' },
    values: {},
    metrics: {},
    speed: 0,
    sight: new Sight(),
    opened: new Signal<{ by_script: boolean }>(),
    changed: new Signal(),
    changing: new Signal(),
    notice: new Signal(),
    open: async (target: Target) => void opened.push(target),
    play: async () => {},
  } as unknown as typeof session;
});

describe('an address that the browser does not let be changed', () => {
  it('hinders neither the list of demos nor a script nor the run', async () => {
    const address = new Address(session, () => {}, (_, work) => work(() => {}));
    await address.choose('#classification');
    expect(opened.map(({ demo }) => demo)).toEqual(['classification']);
    session.opened.emit({ by_script: true });
    session.changed.emit();
    vi.advanceTimersByTime(1000);
    expect(address.link()).toBe('https://host/page#first?seed=7');
  });
});
