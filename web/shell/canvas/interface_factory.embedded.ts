// In the one file it is a part of the page.
import factory from '#wasm/ui.mjs';

export const interface_factory = async () => factory;
