// What makes a trainer: the module that the compiler wrote, at the address that the page chose.

export type Factory = (options: object) => Promise<unknown>;

export const trainer_factory = async (address: string): Promise<Factory> =>
  ((await import(/* @vite-ignore */ address)) as { default: Factory }).default;
