// The words of a submission, as engine/kernels/webgpu/driver.h lays them down.

/** What a command's first word says. */
export const Command = { dispatch: 0, upload: 1, copy: 2, read: 3 } as const;

/** Words of each command, the first included, in the order of their numbers. */
const lengths = [7, 5, 6, 5];

type Words = [command: number, a: number, b: number, c: number, d: number, e: number, f: number];

/** Each command with the words behind it, and 0 for those that it lacks. */
export function* commands_in(words: Uint32Array): Generator<Words> {
  for (let place = 0; place < words.length; place += lengths[words[place] as number] as number) {
    const [command = 0, a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = words.subarray(place, place + 7);
    yield [command, a, b, c, d, e, f];
  }
}
