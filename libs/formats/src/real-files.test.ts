import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { decodeLabelPixels, readHeader, inspect } from './node.ts';

/** Real files of many tools and hostile ones, which lie beside the repository where it is developed. */
const DATA = new URL('../../../../shared/data/', import.meta.url);
const here = existsSync(new URL('samples/INVENTORY.csv', DATA));
const read = (path: string) => new Uint8Array(readFileSync(new URL(path.replaceAll('#', '%23'), DATA)));
const lines = (path: string) => (here ? new TextDecoder().decode(read(path)).trim().split('\n').slice(1) : []);

if (!here) console.warn('Skipped: there are no real files beside the repository (../shared/data).');
const withData = here ? it : it.skip;

const samples = lines('samples/INVENTORY.csv')
  .map((line) => line.split(','))
  .filter(([, , , kind]) => kind === 'tiff' || kind === 'png');

withData('every whole-number grey image has the pixels that libvips decodes', async () => {
  let compared = 0;
  for (const [path = '', , , , , , , , , , , photometric] of samples) {
    const bytes = read(`samples/${path}`);
    const labels = await decodeLabelPixels(bytes).catch(() => undefined);
    const other = labels && photometric !== '0' ? await decodedByLibvips(bytes) : undefined;
    if (!labels || !other) continue;
    expect([path, hash(labels.data)]).toEqual([path, hash(other)]);
    compared++;
  }
  expect(compared).toBeGreaterThan(60);
});

withData('one segmentation is the same in every format that tools write it in', async () => {
  for (const id of ['00071198d059', '02903040e19d', '0bf33d3db428', '15039b3acccc']) {
    const file = (ending: string) => read(`samples/generated_from_dsb/${id}${ending}`);
    const truth = await inspect(file('_cp_masks.tif'));
    expect(truth.ok).toBe(true);
    for (const ending of ['_cp_masks.png', '.stardist.tif', '_seg.npy', '_hovernet.mat']) {
      expect([ending, (await inspect(file(ending))).sha1]).toEqual([ending, truth.sha1]);
    }
    const size = { width: truth.width ?? 0, height: truth.height ?? 0 };
    for (const ending of ['_qupath.geojson', '_stardist_rois.zip', '_hovernet.json', '_cp_outlines.txt']) {
      expect(await inspect(file(ending), { size })).toMatchObject({ ok: true, cells: truth.cells });
    }
    const rle = await inspect(read('samples/generated_from_dsb/coco_rle.json'), { part: `${id}.png` });
    expect(rle).toMatchObject({ ok: true, sha1: truth.sha1 });
  }
});

const hostile = lines('badinputs/MANIFEST.tsv')
  .map((line) => line.split('\t'))
  .filter(([kind = '']) => ['png', 'tiff', 'npy', 'json', 'roi', 'zip'].includes(kind));

/** Sound by what is read today: a GIF under another name, and a COCO image whose path of Windows is cut to its last part. */
const READ_TODAY = ['gen_s1__gif_named.png', 'gen_s1__file_name_win.json'];

/** What only the size of the truth can refuse. */
const NEEDS_TRUTH = 'gen-wrong-size';

withData(`${hostile.length} hostile files get the verdict they deserve, each with a reason`, async () => {
  const wrong: string[] = [];
  for (const [kind = '', file = '', , group, expected] of hostile) {
    const { ok, error } = await inspect(read(`badinputs/${kind}/${file}`));
    expect(ok).toBe(error === null);
    if (group === NEEDS_TRUTH || READ_TODAY.includes(file)) continue;
    if ((expected === 'accept' && !ok) || (expected === 'reject' && ok)) wrong.push(file);
  }
  expect(wrong).toEqual([]);
});

withData('pixels of accepted files are those of the other decoders', async () => {
  let compared = 0;
  for (const [kind = '', file = '', , , expected, , reference = ''] of hostile) {
    const known: readonly string[] = reference.match(/(?<=_)[0-9a-f]{12}/g) ?? [];
    const labels = expected === 'reject' ? undefined : await labelsOf(read(`badinputs/${kind}/${file}`));
    if (!labels || known.length === 0) continue;
    expect([file, hashes(labels).some((one) => known.includes(one))]).toEqual([file, true]);
    compared++;
  }
  expect(compared).toBe(COMPARED);
});

/** Label images among the accepted files; the others are colours, which decoders hand out in layouts of their own. */
const COMPARED = 100;

async function labelsOf(bytes: Uint8Array): Promise<LabelPixels | undefined> {
  return decodeLabelPixels(bytes).then(
    ({ data }) => data,
    () => undefined,
  );
}

type LabelPixels = Uint8Array | Uint16Array | Uint32Array;

/** Other decoders hand out whole numbers in other types too, and NumPy the truth values of Pillow as 0 and 255. */
function hashes(data: LabelPixels): string[] {
  const truth = Uint8Array.from(data, (id) => (id === 0 ? 0 : 255));
  return [data, Uint16Array.from(data), Uint32Array.from(data), Float32Array.from(data), truth].map(hash);
}

const DEPTHS = { 8: ['b-w', 'uchar'], 16: ['grey16', 'ushort'], 32: ['b-w', 'uint'] } as const;

/** The pixels as another library decodes them; undefined where it refuses them or takes them for colours. */
async function decodedByLibvips(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const { sampleFormat, palette, bitDepth } = await readHeader(bytes);
  if (sampleFormat !== 'uint' || palette || (bitDepth !== 8 && bitDepth !== 16 && bitDepth !== 32)) return undefined;
  const [space, depth] = DEPTHS[bitDepth];
  const image = sharp(bytes, { ignoreIcc: true, failOn: 'none' }).toColourspace(space).raw({ depth });
  return image.toBuffer().catch(() => undefined);
}

function hash(array: Uint8Array | Uint16Array | Uint32Array | Float32Array): string {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  return createHash('sha1').update(bytes).digest('hex').slice(0, 12);
}
