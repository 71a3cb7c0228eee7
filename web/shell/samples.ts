// A demo and a frame for tests, with what they say of them put over.
import type { Demo, Frame } from './protocol.ts';

export const sample_demo = (rest: Partial<Demo>): Demo => ({
  id: 'first',
  steps_per_second: 0,
  assets: [],
  files: ['csv'],
  views: [],
  params: [],
  presets: [],
  ...rest,
});

export const sample_frame = (rest: Partial<Frame>): Frame => ({
  type: 'frame',
  revision: 1,
  demo: 'first',
  values: {},
  playing: false,
  metrics: {},
  device: { kind: 'cpu' },
  views: {},
  ...rest,
});
