import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Course, Message, Metrics } from '../base/protocol.ts';
import { Signal } from '../base/signal.ts';
import type { Session } from './session.ts';
import { Timeline } from './timeline.ts';

/** A trainer that is at a step as soon as it is let go there. */
class FakeSession {
  opened = new Signal();
  changing = new Signal<{ kind: string }>();
  course: Course = { first: 0, last: 100, away: false, kept: false };
  metrics: Metrics = { step: 100 };
  asked: Message[] = [];
  seen: (number | null)[] = [];
  /** Steps that take until `arrive` is called. */
  slow = false;
  arrive = (): void => {};
  private waiting: (() => void)[] = [];

  async request(message: Message): Promise<unknown> {
    this.asked.push(message);
    if (message.type === 'present') this.metrics = { step: 100 };
    if (message.type !== 'goto') return {};
    if (this.slow) {
      const arrival = new Promise<void>((resolve) => this.waiting.push(resolve));
      this.arrive = () => void this.waiting.splice(0).forEach((resolve) => resolve());
      await arrival;
    }
    this.metrics = { step: message.step as number };
    this.course = { ...this.course, away: (message.step as number) < 100 };
    return {};
  }
  async up_to_date(): Promise<void> {
    this.seen.push(this.metrics.step ?? null);
  }
  look(): void {}
  steps = (): unknown[] => this.asked.filter(({ type }) => type === 'goto').map(({ step }) => step);
}

let session: FakeSession;
let timeline: Timeline;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (next: () => void) => setTimeout(next, 16));
  session = new FakeSession();
  timeline = new Timeline(session as unknown as Session);
});

describe('the timeline', () => {
  it('looks at one step at a time, and of those wanted meanwhile at the last', async () => {
    session.slow = true;
    const first = timeline.look_at(10);
    const others = [20, 30, 40].map((step) => timeline.look_at(step));
    expect(timeline.wanted).toBe(40);
    expect(session.steps()).toEqual([10]);
    session.arrive();
    await vi.advanceTimersByTimeAsync(0);
    expect(session.steps()).toEqual([10, 40]);
    session.arrive();
    await Promise.all([first, ...others]);
    expect(session.seen).toEqual([40]);
    expect(timeline.wanted).toBe(null);
  });

  it('does not wait for a step that takes long when another is wanted', async () => {
    session.slow = true;
    const first = timeline.look_at(10);
    await vi.advanceTimersByTimeAsync(1000);
    void timeline.look_at(90);
    await vi.advanceTimersByTimeAsync(500);
    expect(session.steps()).toEqual([10, 90]);
    session.arrive();
    await first;
    expect(session.seen).toEqual([90]);
  });

  it('shows moments near by while a film passes where steps take long, and the step itself in the end', async () => {
    session.slow = true;
    const first = timeline.look_at(50);
    await vi.advanceTimersByTimeAsync(300);
    session.arrive();
    await first;
    session.slow = false;
    await timeline.look_at(20, { passing: true });
    await timeline.look_at(20);
    expect(session.asked.filter(({ type }) => type === 'goto').map(({ step, near }) => [step, near])).toEqual([
      [50, false],
      [20, true],
      [20, false],
    ]);
  });

  it('plays a film of eight seconds up to the present, slowly at first', async () => {
    const film = timeline.film();
    expect(timeline.filming).toBe(true);
    await vi.advanceTimersByTimeAsync(4000);
    expect(timeline.filming).toBe(true);
    const half = session.steps() as number[];
    expect(half.at(-1)).toBeGreaterThan(20);
    expect(half.at(-1)).toBeLessThan(30);
    await vi.advanceTimersByTimeAsync(4100);
    await film;
    expect(timeline.filming).toBe(false);
    expect(session.steps().at(-1)).toBe(100);
    expect(session.steps()).toEqual([...(session.steps() as number[])].sort((a, b) => a - b));
  });

  it('goes on with a film from where it was stopped', async () => {
    await timeline.look_at(64);
    const film = timeline.film();
    await vi.advanceTimersByTimeAsync(100);
    expect(session.steps()[1]).toBeGreaterThanOrEqual(64);
    await vi.advanceTimersByTimeAsync(1700);
    await film;
    expect(session.metrics.step).toBe(100);
  });

  it('lets what is behind a branch be written down before it is forgotten', async () => {
    let asked = 0;
    session.changing.on(() => (asked = session.asked.length));
    await timeline.look_at(40);
    await timeline.branch();
    expect(session.asked.map(({ type }) => type).filter((type) => type !== 'set')).toEqual(['goto', 'present', 'goto', 'branch']);
    expect(session.asked[asked - 1]?.type).toBe('present');
    expect(session.steps()).toEqual([40, 40]);
  });

  it('stops the film when one goes on from there, goes back, or opens something else', async () => {
    for (const end of [() => timeline.branch(), () => timeline.present(), async () => session.opened.emit()]) {
      const film = timeline.film();
      await vi.advanceTimersByTimeAsync(500);
      await end();
      await vi.advanceTimersByTimeAsync(100);
      await film;
      const count = session.asked.length;
      await vi.advanceTimersByTimeAsync(1000);
      expect(session.asked.length).toBe(count);
    }
  });
});
