import { packedKey } from './packed-key.ts';

/** Longest search that is copied as it is; some programs that people send links by cut off longer addresses. */
const longest = 1500;

/** The address under which a view is passed on: the same, or one with a packed view where that is shorter. */
export async function addressToShare(href: string): Promise<string> {
  const url = new URL(href);
  if (url.search.length <= longest) return href;
  const packed = `${packedKey}=${await pack(url.search.slice(1))}`;
  if (packed.length >= url.search.length) return href;
  url.search = packed;
  return url.href;
}

/** The search that was packed; null where the text is not whole. */
export async function unpack(packed: string): Promise<string | null> {
  try {
    const [check, data] = [packed.slice(0, checkLength), packed.slice(checkLength)];
    const bytes = Uint8Array.from(atob(data.replaceAll('-', '+').replaceAll('_', '/')), (mark) => mark.charCodeAt(0));
    const text = await new Response(through(bytes, new DecompressionStream('deflate-raw'))).text();
    return checkOf(text) === check ? text : null;
  } catch {
    return null;
  }
}

async function pack(text: string): Promise<string> {
  const stream = through(new TextEncoder().encode(text), new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const data = btoa(String.fromCharCode(...bytes));
  return checkOf(text) + data.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const through = (bytes: Uint8Array<ArrayBuffer>, transform: CompressionStream | DecompressionStream): ReadableStream =>
  new Blob([bytes]).stream().pipeThrough(transform);

const checkLength = 7;

/** FNV-1a, so that a link that was cut or changed opens no other view. */
function checkOf(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(36).padStart(checkLength, '0');
}
