// The words of a submission, as engine/kernels/webgpu/device/driver.h lays them down.

/** What a command's first word says. */
export const Command = { dispatch: 0, upload: 1, copy: 2, read: 3 } as const;

/** Words of each command, the first included, in the order of their numbers. */
const lengths = [7, 5, 6, 5];

type Words = [command: number, a: number, b: number, c: number, d: number, e: number, f: number];

/** Each command with the words behind it; what stands behind the last of them has no meaning. */
export function* commands_in(words: Uint32Array): Generator<Words> {
  for (let place = 0; place < words.length; place += lengths[words[place] as number] as number) {
    const word = (index: number): number => words[place + index] ?? 0;
    yield [word(0), word(1), word(2), word(3), word(4), word(5), word(6)];
  }
}
