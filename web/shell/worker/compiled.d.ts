// Modules as the C++ compiler writes them.
declare module '#wasm/*.mjs' {
  const factory: (options: object) => Promise<unknown>;
  export default factory;
}
