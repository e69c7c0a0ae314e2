import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { decodeLabelPixels, encodeEarlierLabels } from '@cellboard/formats/node';
import type { ImageFiles } from '../entries/layout-entry.ts';
import { noTags, png } from '../layouts/layout.fixture.ts';
import { examineImage, type FileHashes } from './examine-image.ts';

const tags = { ...noTags, cellType: 'blob', modality: 'fluorescence' };
const bytes = async (rows: readonly (readonly number[])[]) => new Uint8Array(await png(rows));
const sha256 = (file: Uint8Array) => createHash('sha256').update(file).digest('hex');

const image = await bytes([[9, 0, 4]]);
const truth = await bytes([[1, 1, 0]]);
const examined = (
  files: () => Promise<Parameters<typeof examineImage>[0]['files'] extends () => Promise<infer F> ? F : never>,
) => examineImage({ name: 'a', tags, files });

it('remembers the hashes of the files and what they measure', async () => {
  expect(await examined(() => Promise.resolve({ image, truth, ignore: null }))).toMatchObject({
    kind: 'image',
    name: 'a',
    measures: { name: 'a', tags, width: 3, height: 1, cells: { areas: Uint32Array.of(2) } },
    sha256: { image: sha256(image), truth: sha256(truth), ignore: null },
  });
  expect(await examined(() => Promise.resolve({ image, truth, ignore: truth }))).toMatchObject({
    sha256: { ignore: sha256(truth) },
  });
});

it('examines an image without truth', async () => {
  expect(await examined(() => Promise.resolve({ image, truth: null, ignore: null }))).toMatchObject({
    kind: 'image',
    measures: { width: 3, height: 1, cells: null },
    sha256: { image: sha256(image), truth: null, ignore: null },
  });
});

it.each([
  ['a picture', { image: image.subarray(0, 50), truth }, /^Its image cannot be decoded\. /],
  ['a truth', { image, truth: truth.subarray(0, 50) }, /^Its label image cannot be decoded\. /],
])('makes %s that is broken a defect', async (_, files, message) => {
  const found = await examined(() => Promise.resolve({ ...files, ignore: null }));
  expect(found).toEqual({ kind: 'defect', name: 'a', message: expect.stringMatching(message) as string });
});

it('makes a file that cannot be read a defect', async () => {
  const found = await examined(async () => ({
    image: new Uint8Array(await readFile('/nowhere/a.png')),
    truth,
    ignore: null,
  }));
  expect(found).toMatchObject({
    kind: 'defect',
    message: expect.stringContaining('/nowhere/a.png cannot be read') as string,
  });
});

it('throws errors that are not about the files', async () => {
  await expect(examined(() => Promise.reject(new TypeError('A bug.')))).rejects.toThrow('A bug.');
});

describe('an image that a server has already', () => {
  const decoded = () => decodeLabelPixels(truth);
  const known = async () => ({
    image: sha256(image),
    truth: sha256(await encodeEarlierLabels(await decoded())),
    ignore: null,
  });
  const examine = (files: Pick<ImageFiles, 'image' | 'truth' | 'ignore'>, hashes: FileHashes) =>
    examineImage({ name: 'a', tags, files: () => Promise.resolve(files) }, hashes);

  it('keeps its hashes where an earlier release wrote the same ids in other bytes', async () => {
    const before = await known();
    expect(before.truth).not.toBe(sha256(truth));
    expect(await examine({ image, truth, ignore: null }, before)).toMatchObject({ sha256: before });
    const masked = { ...before, ignore: before.truth };
    expect(await examine({ image, truth, ignore: truth }, masked)).toMatchObject({ sha256: masked });
  });

  it('has those of its files where image, ids or mask are others', async () => {
    const before = await known();
    const other = await bytes([[1, 2, 0]]);
    for (const files of [
      { image, truth: other, ignore: null },
      { image: other, truth, ignore: null },
      { image, truth, ignore: other },
      { image, truth: null, ignore: null },
    ])
      expect(await examine(files, before)).toMatchObject({
        sha256: { image: sha256(files.image), truth: files.truth && sha256(files.truth) },
      });
  });
});
