import { encodeArchive, encodeCoco, encodeNpz } from '@cellboard/formats';
import { encodePng16 } from '@cellboard/formats/node';
import { png, tiff } from '@cellboard/formats/files.fixture';
import { ndArray, toLabelImage } from '@cellboard/labels';
import type { ValidationCode } from '@cellboard/contract';
import sharp from 'sharp';

/** Size of the images that the wrong archives are for. */
export const SIZE: { readonly width: number; readonly height: number } = { width: 40, height: 30 };

/** Names of the images that they are for. */
export const NAMES = ['img_001', 'img_002', 'img_003', 'img_004'] as const;

/** An archive with a mistake. */
export interface WrongArchive {
  /** What was done wrong. */
  readonly what: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The problem that has to be found. */
  readonly code: ValidationCode;
  /** Words of its title, fix or items. */
  readonly says: RegExp;
}

/** Ids of a label image with some square cells; other seeds give other cells. */
export function cells(seed: number, { width, height } = SIZE): number[] {
  const ids = new Array<number>(width * height).fill(0);
  for (let cell = 0; cell < 4; cell++) {
    const [left, top] = [2 + cell * 9 + (seed % 3), 3 + ((cell * 5 + seed * 3) % 18)];
    for (let y = top; y < Math.min(top + 6, height); y++)
      for (let x = left; x < Math.min(left + 6, width); x++) ids[y * width + x] = cell + 1;
  }
  return ids;
}

/** A label image as a 16-bit PNG. */
export async function labelPng(ids: readonly number[], { width, height } = SIZE) {
  return encodePng16(ndArray(Uint16Array.from(ids), [height, width]));
}

/** Files that are all right, under the names of the images. */
export async function soundFiles(): Promise<Record<string, Uint8Array>> {
  const entries = await Promise.all(NAMES.map(async (name, i) => [`${name}.png`, await labelPng(cells(i))] as const));
  return Object.fromEntries(entries);
}

/** Archives with one mistake each, and the problem that each has to give. */
export async function wrongArchives(): Promise<WrongArchive[]> {
  return [...(await brokenArchives()), ...(await wrongNames()), ...(await wrongFiles()), ...(await wrongCells())];
}

type Case = readonly [what: string, code: ValidationCode, says: RegExp, bytes: Uint8Array, name?: string];

function toCases(cases: readonly Case[]): WrongArchive[] {
  return cases.map(([what, code, says, bytes, name = 'predictions.zip']) => ({ what, code, says, bytes, name }));
}

/** What is wrong with the archive itself. */
async function brokenArchives(): Promise<WrongArchive[]> {
  const sound = encodeArchive(await soundFiles());
  const one = await labelPng(cells(0));
  const text = (words: string) => new TextEncoder().encode(words);
  const inNames = (from: string, to: string) => replaced(sound, from, to);
  const unreadable = (what: string, says: RegExp, bytes: Uint8Array): Case => [what, 'set-unreadable', says, bytes];
  const rar = Uint8Array.from([0x52, 0x61, 0x72, 0x21, 0x1a, 0x07, 1, 0, ...new Array<number>(64).fill(7)]);
  const sevenZip = Uint8Array.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4, ...new Array<number>(64).fill(7)]);
  return toCases([
    unreadable('a text with the ending of an archive', /begins with/, text('these are my predictions\n'.repeat(9))),
    unreadable('an empty file', /empty|bytes/i, new Uint8Array()),
    unreadable('a web page', /web page/, text('<!DOCTYPE html><html><body>Sign in</body></html>')),
    unreadable(
      'a pointer of Git LFS',
      /git lfs pull/,
      text('version https://git-lfs.github.com/spec/v1\noid sha256:0'),
    ),
    unreadable('a RAR archive', /RAR archive/, rar),
    unreadable('a 7z archive', /7z archive/, sevenZip),
    unreadable('a path upwards', /not a plain relative path/, inNames('img_001.png', '../_001.png')),
    unreadable('backslashes as Windows wrote them', /backslash/, inNames('img_001.png', 'im\\_001.png')),
    unreadable('a password', /encrypted/, patched(sound, 8, { value: 1 })),
    unreadable(
      'a link in place of a file',
      /link or device/,
      patched(sound, 38, { value: 0o120_777 * 65_536, size: 4 }),
    ),
    unreadable('two names that Windows takes for one', /twice/, inNames('img_001.png', 'IMG_002.png')),
    unreadable('an archive that was cut off', /cut off|end|list/i, sound.slice(0, sound.length - 60)),
    unreadable('only what macOS leaves behind', /no files/, encodeArchive({ '__MACOSX/._img_001.png': one })),
    unreadable('a bomb', /which no image does/, encodeArchive({ 'img_001.png': new Uint8Array(20 * 2 ** 20) })),
    ['a size that is not true', 'unreadable', /the 3 bytes/, patched(sound, 24, { value: 3, size: 4 })],
  ]);
}

/** What is wrong with names. */
async function wrongNames(): Promise<WrongArchive[]> {
  const files = await soundFiles();
  const { 'img_002.png': second = new Uint8Array(), ...three } = files;
  const stack = ndArray(new Uint16Array(NAMES.flatMap((_, i) => cells(i))), [4, SIZE.height, SIZE.width]);
  const coco = NAMES.map((_, i) => ({
    fileName: `scan${String.fromCharCode(97 + i)}.tif`,
    labels: labelsOf(cells(i)),
  }));
  const others = Object.fromEntries(Object.values(files).map((bytes, i) => [`cell${'abcd'[i] ?? ''}.png`, bytes]));
  return toCases([
    ['files of another task', 'nothing-matches', /img_001, img_002/, encodeArchive(others)],
    ['no label images', 'nothing-matches', /no label images/, encodeArchive({ 'notes.md': new Uint8Array([35]) })],
    ['numbers without zeros', 'extra', /Did you mean img_002\?/, encodeArchive({ ...three, 'img_2.png': second })],
    ['a slip of a letter', 'extra', /Did you mean img_002\?/, encodeArchive({ ...three, 'imh_002.png': second })],
    ['an image without its file', 'missing', /img_002/, encodeArchive(three)],
    ['PNG and TIFF of one image', 'ambiguous', /img_002.tif/, encodeArchive({ ...files, 'img_002.tif': second })],
    [
      'two folders with the same names',
      'ambiguous',
      /b\/img_002/,
      encodeArchive({ ...files, 'b/img_002.png': second }),
    ],
    ['a stack without names', 'unnamed-images', /4 label images/, encodeNpz({ masks: stack }), 'predictions.npz'],
    ['COCO of other images', 'nothing-matches', /scana.tif/, encodeCoco(coco), 'predictions.json'],
  ]);
}

/** What is wrong with the files. */
async function wrongFiles(): Promise<WrongArchive[]> {
  const { width, height } = SIZE;
  const turned = { width: height, height: width };
  const double = { width: 80, height: 60 };
  const first = await labelPng(cells(0));
  const raw = { raw: { width, height, channels: 3 as const } };
  const colours = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 7) % 256);
  const inPlace = (bytes: Uint8Array, ending = 'png') => withFirst(bytes, ending);
  const page = { ...SIZE, samples: cells(0), bits: 16 };
  return toCases([
    ['swapped sides', 'transposed', /30×40/, await inPlace(await labelPng(cells(0, turned), turned))],
    ['twice the size', 'other-size', /enlarged by 2/, await inPlace(await labelPng(cells(0, double), double))],
    ['a file that was cut off', 'unreadable', /end|cut|damaged/i, await inPlace(first.slice(0, 60))],
    [
      'a text with the ending of an image',
      'unreadable',
      /./,
      await inPlace(new TextEncoder().encode('id,x,y\n1,2,3\n')),
    ],
    ['a JPEG', 'not-labels', /JPEG/, await inPlace(await jpeg(colours, raw), 'jpg')],
    ['colours', 'not-labels', /colour|channels/i, await inPlace(png({ ...SIZE, colour: 2, samples: [...colours] }))],
    [
      'fractions',
      'not-labels',
      /./,
      await inPlace(tiff({ ...page, bits: 32, format: 'float', samples: cells(0).map((id) => id + 0.5) }), 'tif'),
    ],
    [
      'negative ids',
      'not-labels',
      /negative|-/i,
      await inPlace(tiff({ ...page, format: 'int', samples: cells(0).map((id) => (id === 0 ? 65_535 : id)) }), 'tif'),
    ],
    ['two pages', 'not-labels', /2 images|pages|several/i, await inPlace(tiff(page, page), 'tif')],
    ['an archive in the archive', 'unreadable', /archive itself/, await inPlace(encodeArchive({ a: first }), 'png')],
    [
      'a wrong checksum',
      'unreadable',
      /checksum/,
      patched(encodeArchive(await soundFiles()), 16, { value: 1, size: 4 }),
    ],
    [
      'a microscope file',
      'unreadable',
      /CZI file/,
      await inPlace(new TextEncoder().encode('ZISRAWFILE'.padEnd(64)), 'czi'),
    ],
  ]);
}

/** What is wrong with what the files say. */
async function wrongCells(): Promise<WrongArchive[]> {
  const { width, height } = SIZE;
  const pixels = width * height;
  const of = async (ids: readonly number[]) => withFirst(await labelPng(ids));
  const noise = Array.from({ length: pixels }, (_, i) => 1 + (((i * 2_654_435_761) >>> 8) % 60));
  const third = await labelPng(cells(2));
  return toCases([
    ['a picture', 'not-labels', /picture/, await of(noise)],
    ['no background', 'not-labels', /No pixel is 0/, await of(cells(0).map((id) => id + 1))],
    ['a mask of 255', 'doubtful', /binary mask/, await of(cells(0).map((id) => (id > 0 ? 255 : 0)))],
    [
      'a background of its own',
      'doubtful',
      /probably the background/,
      await of(cells(0).map((id, i) => (i < 9 ? 0 : id + 1))),
    ],
    ['nothing predicted', 'no-cells', /Every pixel is 0/, await of(new Array<number>(pixels).fill(0))],
    ['one prediction for two images', 'identical', /same cells/, await withFirst(third)],
  ]);
}

/** The sound files with another one in place of the first. */
async function withFirst(bytes: Uint8Array, ending = 'png'): Promise<Uint8Array> {
  const { 'img_001.png': _left, ...others } = await soundFiles();
  return encodeArchive({ [`img_001.${ending}`]: bytes, ...others });
}

function jpeg(samples: Uint8Array, options: { raw: { width: number; height: number; channels: 3 } }) {
  return sharp(samples, options).jpeg().toBuffer();
}

function labelsOf(ids: readonly number[]) {
  return toLabelImage(ndArray(Uint16Array.from(ids), [SIZE.height, SIZE.width]));
}

/** Changes every place where a text stands, to another of the same length. */
function replaced(bytes: Uint8Array, from: string, to: string): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(from, to), 'latin1');
}

/** Writes a number into the first entry of the list at the end of an archive. */
function patched(bytes: Uint8Array, at: number, { value, size = 2 }: { value: number; size?: number }): Uint8Array {
  const changed = Buffer.from(bytes);
  const start = changed.indexOf('PK\u0001\u0002');
  changed.writeUIntLE(value, start + at, size);
  return changed;
}
