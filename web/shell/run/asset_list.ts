// Where the assets are that demos ask for by name.
import mnist from '#assets/mnist.idx.gz?url';

const digits = 10_000;
const pixels = 28 * 28;

/** With their sizes unpacked, in bytes. */
export const asset_list = {
  mnist: { address: new URL(mnist, document.baseURI).href, size: 16 + digits * pixels + 8 + digits },
};
