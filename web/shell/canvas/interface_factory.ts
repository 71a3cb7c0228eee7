// What makes the workspace: the module that the compiler wrote.

export type Factory = (options: object) => Promise<unknown>;

export const interface_factory = async (address: string): Promise<Factory> =>
  ((await import(/* @vite-ignore */ address)) as { default: Factory }).default;
