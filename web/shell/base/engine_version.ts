// Which arithmetic trains: the digits differ where equal settings may give other runs. Filled in by the build.
declare const ENGINE_VERSION: string | undefined;

export const engine_version = typeof ENGINE_VERSION === 'string' ? ENGINE_VERSION : '0';
