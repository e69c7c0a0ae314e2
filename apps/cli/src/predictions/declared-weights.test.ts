import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Weights } from '@cellboard/contract';
import { inTemporaryFolder } from '../run-cli.fixture.ts';
import type { CandidateFlags } from './add-flags.ts';
import { declaredWeights } from './declared-weights.ts';

const cyto3: Weights = {
  slug: 'cyto3',
  name: 'Cyto 3',
  sha256: 'a'.repeat(64),
  parent: { model: 'cellpose', weights: 'cyto2' },
  sources: [
    { slug: 'livecell', name: 'LIVECell', inherited: false },
    { slug: 'tissuenet', name: 'TissueNet', inherited: true },
  ],
  complete: true,
  note: null,
};
const declared = (flags: CandidateFlags = {}, known: readonly Weights[] = [cyto3]) =>
  declaredWeights({ slug: 'base', name: 'Base', flags, known });

it('are those of the candidate alone, and not disclosed where nothing is said', async () => {
  expect(await declared()).toEqual({
    slug: 'base',
    name: 'Base',
    sha256: null,
    parent: null,
    sources: null,
    complete: true,
  });
});

it.each(['none', ' None '])('are none for a method without weights: %j', async (trainingData) => {
  expect(await declared({ trainingData })).toBeNull();
});

it('name their sources in any spelling, each once', async () => {
  const { sources } = (await declared({ trainingData: 'LIVECell, tissue-net,CPM 17,CPM-17' })) ?? {};
  expect(sources).toEqual(['livecell', 'tissuenet', 'cpm-17']);
});

it('are shared with other candidates as they were declared, without what they inherit', async () => {
  const { note: _note, ...as } = cyto3;
  expect(await declared({ weights: 'cyto3' })).toEqual({ ...as, sources: ['livecell'] });
});

it('of a new slug are new', async () => {
  const new_ = { slug: 'cyto4', name: 'cyto4', sha256: null, parent: null, sources: null, complete: true };
  expect(await declared({ weights: 'cyto4' })).toEqual(new_);
  expect(await declared({ weights: 'cyto4', weightsName: 'Cyto 4' })).toEqual({ ...new_, name: 'Cyto 4' });
});

it('that are described again are sent as described, for the server to compare', async () => {
  const again = { slug: 'cyto3', name: 'Cyto 3', sha256: null, parent: null, sources: ['livecell'], complete: true };
  expect(await declared({ weights: 'cyto3', trainingData: 'LIVECell' })).toEqual(again);
});

it('have the hash of their file, and what their training began from', async () => {
  await inTemporaryFolder(async (folder) => {
    const weightsFile = join(folder, 'weights.pt');
    await writeFile(weightsFile, 'abc');
    expect(await declared({ weightsFile, finetunedFrom: 'cellpose/cyto3' })).toMatchObject({
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      parent: { model: 'cellpose', weights: 'cyto3' },
    });
  });
});

it.each<[CandidateFlags, string]>([
  [{ trainingData: 'monusg' }, '--training-data: "monusg" is not in the vocabulary of sources. Did you mean MoNuSeg'],
  [
    { trainingData: 'LIVECell, our mice' },
    '--training-data: "our mice" is not in the vocabulary of sources. Use "private images"',
  ],
  [{ trainingData: 'LIVECell,' }, '--training-data: "" is not in the vocabulary'],
  [{ trainingData: 'none, LIVECell' }, '--training-data: "none" is not in the vocabulary'],
  [{ trainingData: 'none', weights: 'cyto3' }, '--training-data none is for methods without weights.'],
  [{ trainingData: 'none', weightsFile: 'x' }, '--training-data none is for methods without weights.'],
  [{ finetunedFrom: 'cellpose' }, '--finetuned-from: "cellpose" does not name weights. Use <model>/<weights>'],
  [{ finetunedFrom: 'a/b/c' }, '--finetuned-from: "a/b/c" does not name weights.'],
  [{ weightsFile: '/nowhere/w.pt' }, '--weights-file: /nowhere/w.pt cannot be read: it does not exist.'],
])('are refused for %j', async (flags, message) => {
  await expect(declared(flags)).rejects.toThrow(message);
});
