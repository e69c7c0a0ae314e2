import { existsSync, readFileSync } from 'node:fs';

import { toLabelImage, type LabelImage } from '@cellboard/labels';
import ndarray from 'ndarray';
import sharp from 'sharp';

/** Values of one implementation in a golden case; an error where it could not compute them. */
export interface GoldenRun {
  readonly values?: Readonly<Record<string, number | 'NaN' | 'Infinity' | null>>;
  readonly error?: string;
}

/** One pair of label images with the values that other implementations give. */
export interface GoldenCase {
  readonly case: string;
  readonly gt: string;
  readonly pred: string;
  readonly width: number;
  readonly height: number;
  readonly metrics: Readonly<Record<string, GoldenRun>>;
  readonly per_gt: {
    readonly dice: (number | null)[];
    readonly iou: (number | null)[];
    readonly hd: (number | null)[];
  };
}

/** Development data beside the repository; absent in a plain checkout. */
const folder = new URL('../../../../../shared/data/golden/', import.meta.url);

/** Names of all golden cases, or none, with a printed reason, where the development data is absent. */
export function goldenNames(): string[] {
  if (!existsSync(folder)) {
    console.info(
      'Left out: the golden cases of the development data, which is absent. The golden set of the repository is checked.',
    );
    return [];
  }
  const index = JSON.parse(readFileSync(new URL('index.json', folder), 'utf8')) as { case: string }[];
  return index.map((entry) => entry.case);
}

/** Reads a file of the golden folder. */
export function goldenJson(name: string): unknown {
  return JSON.parse(
    readFileSync(new URL(`${name}.json`, folder), 'utf8').replace(/\b(NaN|Infinity)\b(?=\s*[,}\]])/g, '"$1"'),
  );
}

/** Reads one golden case. */
export function goldenCase(name: string): GoldenCase {
  return goldenJson(name) as GoldenCase;
}

/** Decodes a grey PNG of 8 or 16 bits, or a grey TIFF of 32 bits. */
export async function goldenImage(path: string): Promise<LabelImage> {
  const file = sharp(readFileSync(new URL(path, folder)));
  const wide = path.endsWith('.tif');
  const raw = wide
    ? file.toColourspace('b-w').raw({ depth: 'uint' })
    : file.toColourspace('grey16').raw({ depth: 'ushort' });
  const { data, info } = await raw.toBuffer({ resolveWithObject: true });
  const ids = new Uint32Array(info.width * info.height);
  for (let i = 0; i < ids.length; i++) ids[i] = wide ? data.readUInt32LE(4 * i) : data.readUInt16LE(2 * i);
  return toLabelImage(ndarray(ids, [info.height, info.width]));
}
