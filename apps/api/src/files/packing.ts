import { pipeline, Readable } from 'node:stream';
import { constants, createGunzip, createGzip, createZstdDecompress } from 'node:zlib';

/** How a body can be packed on its way. */
export type Packing = 'gzip' | 'zstd' | 'identity';

/**
 * The packing to send: that in which a file lies there, else gzip, else none.
 *
 * @param header what the client accepts (RFC 9110, 12.5.3)
 */
export function acceptedPacking(header: string | string[] | undefined, stored: Exclude<Packing, 'identity'>): Packing {
  const accepted = new Map(
    [header ?? '']
      .flat()
      .join(',')
      .split(',')
      .map((part) => {
        const [name = '', ...parameters] = part
          .trim()
          .toLowerCase()
          .split(/\s*;\s*/);
        const weight = parameters.find((parameter) => parameter.startsWith('q='));
        return [name, weight === undefined ? 1 : Number(weight.slice(2))];
      }),
  );
  const takes = (name: string) => (accepted.get(name) ?? accepted.get('*') ?? 0) > 0;
  if (takes(stored)) return stored;
  return takes('gzip') ? 'gzip' : 'identity';
}

/** Packs a body anew, piece by piece, so that memory holds no more than the packed one. */
export function repack(bytes: Uint8Array, { from, to }: { from: 'gzip' | 'zstd'; to: Packing }): Readable {
  const unpack = from === 'gzip' ? createGunzip() : createZstdDecompress();
  const source = Readable.from(pieces(bytes), { objectMode: false });
  const done = () => undefined; // an error ends the stream that is sent
  if (to === 'identity') return pipeline(source, unpack, done);
  return pipeline(source, unpack, createGzip({ level: constants.Z_BEST_SPEED }), done);
}

const PIECE = 2 ** 18;

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}
