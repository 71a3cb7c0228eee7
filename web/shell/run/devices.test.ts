import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DeviceKind } from '../base/protocol.ts';
import type { GpuRequest, GpuSeen } from '../gpu/messages.ts';
import { Signal } from '../base/signal.ts';
import { Refused, type Trainer } from '../worker/trainer.ts';
import { Devices, why_not } from './devices.ts';
import type { Session } from './session.ts';

const card: GpuSeen = { adapter: 'a card', half: true };
const none: GpuSeen = { adapter: null, why: 'no_adapter', half: false };

/** Everything that was asked of the trainer and its worker, in order. */
let asked: string[];
let seen: GpuSeen;
let session: { device: { kind: DeviceKind }; ready(): Promise<void>; train_on(kind: DeviceKind): Promise<void> };
let lost: Signal<{ again: boolean }>;
let devices: Devices;

beforeEach(() => {
  asked = [];
  seen = card;
  lost = new Signal();
  session = {
    device: { kind: 'cpu' },
    ready: async () => {},
    async train_on(kind) {
      asked.push(kind);
      await Promise.resolve();
      session.device = { kind };
    },
  };
  const trainer = {
    lost,
    async ask_gpu(request: GpuRequest) {
      asked.push(request.kind === 'gpu_start' && request.half ? 'gpu_start half' : request.kind);
      return { kind: 'gpu_started', ...seen };
    },
  };
  devices = new Devices(session as unknown as Session, trainer as unknown as Trainer);
});

describe('the devices', () => {
  it('start the graphics card before the run goes there', async () => {
    await devices.use('webgpu');
    expect(asked).toEqual(['gpu_start', 'webgpu']);
    expect(devices.seen?.adapter).toBe('a card');
    await devices.use('cpu');
    expect(asked.slice(2)).toEqual(['cpu']);
  });

  it('say why there is no graphics card, and leave the run where it is', async () => {
    seen = none;
    await expect(devices.use('webgpu')).rejects.toThrow(Refused);
    expect(asked).toEqual(['gpu_start']);
    expect(devices.heading_for).toBeNull();
  });

  it('make one switch after another, however quickly they are asked for', async () => {
    const switches = [devices.use('webgpu'), devices.use('cpu'), devices.use('webgpu')];
    await Promise.all(switches);
    expect(asked).toEqual(['gpu_start', 'webgpu', 'cpu', 'gpu_start', 'webgpu']);
  });

  it('go on with the next switch where one failed', async () => {
    seen = none;
    const first = devices.use('webgpu');
    const second = devices.use('cpu');
    await expect(first).rejects.toThrow(Refused);
    await second;
    expect(asked.at(-1)).toBe('cpu');
  });

  it('leave the graphics card while it is started with another precision', async () => {
    await devices.use('webgpu');
    await devices.use('webgpu', true);
    expect(asked.slice(2)).toEqual(['cpu', 'gpu_start half', 'webgpu']);
    expect(devices.half).toBe(true);
  });

  it('keep single precision where the card knows no other', async () => {
    seen = { ...card, half: false };
    await devices.use('webgpu', true);
    expect(devices.half).toBe(false);
  });

  it('tell where the run is on its way to', async () => {
    const told: (DeviceKind | null)[] = [];
    devices.changed.on(() => told.push(devices.heading_for));
    await devices.use('webgpu');
    expect(told).toEqual(['webgpu', 'webgpu', null]);
  });

  it('know nothing of the card of a worker that died', async () => {
    await devices.look();
    expect(devices.seen).toMatchObject(card);
    lost.emit({ again: true });
    expect(devices.seen).toBeNull();
  });

  it('have a sentence for each way in which a card can be missing', () => {
    expect(why_not(card)).toBeNull();
    expect(why_not(none)?.key).toBe('notice.gpu.no_adapter');
    expect(why_not({ ...none, why: 'no_device' })?.key).toBe('notice.gpu.no_device');
    expect(why_not({ ...none, why: 'no_webgpu' })?.key).toBe('notice.gpu.insecure');
    vi.stubGlobal('isSecureContext', true);
    expect(why_not({ ...none, why: 'no_webgpu' })?.key).toBe('notice.gpu.no_webgpu');
  });
});
