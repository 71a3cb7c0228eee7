// A file that the one-file page carries in an element of its own, packed.
import { by_id } from './dom.ts';

async function unpacked(name: string, type: string): Promise<Blob> {
  const packed = await fetch(`data:application/gzip;base64,${by_id(`file-${name}`).textContent}`);
  const body = packed.body?.pipeThrough(new DecompressionStream('gzip')) ?? null;
  return new Response(body, { headers: { 'Content-Type': type } }).blob();
}

/** An address at which the page can read it. */
export const embedded = async (name: string, type: string): Promise<string> =>
  URL.createObjectURL(await unpacked(name, type));

/** One at which its workers can, too: from the disk, a Blob's address is the page's alone. */
export async function embedded_for_workers(name: string, type: string): Promise<string> {
  const file = await unpacked(name, type);
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
