import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Refused } from '../worker/trainer.ts';
import { Assets } from './assets.ts';

const content = new Uint8Array(5000).fill(7);
const answering = (...answers: (Response | Error)[]) =>
  vi.stubGlobal(
    'fetch',
    vi.fn(async () => {
      const answer = answers.shift();
      if (answer instanceof Response) return answer;
      throw answer ?? new Error('asked once more');
    }),
  );
const packed = () => new Response(new Uint8Array(gzipSync(content)));
const make = () => new Assets({ digits: { address: 'digits.gz', size: content.length } }, (work) => work(() => {}));

afterEach(() => vi.unstubAllGlobals());

describe('an asset', () => {
  it('is fetched once, and unpacked', async () => {
    answering(packed());
    const assets = make();
    const [first, second] = await Promise.all([assets.get('digits'), assets.get('digits')]);
    expect(new Uint8Array(first)).toEqual(content);
    expect(second).toEqual(first);
    expect(second).not.toBe(first);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('is taken as it comes where the server unpacked it', async () => {
    answering(new Response(content));
    expect((await make().get('digits')).byteLength).toBe(content.length);
  });

  it('is refused with a sentence where it cannot be had, and asked for again', async () => {
    answering(new TypeError('offline'), new Response('', { status: 404 }), packed());
    const assets = make();
    await expect(assets.get('digits')).rejects.toThrow(Refused);
    await expect(assets.get('digits')).rejects.toThrow(Refused);
    expect((await assets.get('digits')).byteLength).toBe(content.length);
  });
});
