import { publishedLayouts } from '../layouts.ts';
import { Dataset } from './layout.fixture.ts';

it.each([
  ['digestpath', 'DigestPath has no masks of cells'],
  ['nucls', 'NuCLS mixes boxes with outlines'],
  ['janowczyk', 'only some of the nuclei in each image'],
  ['crchistophenotypes', 'marked by a point in the middle'],
  ['ihc-tma', 'nuclei that touch are one area'],
])('%s is refused with the reason, whatever lies in the folder', async (id, reason) => {
  await using dataset = await Dataset.make({ 'images/a.png': 'anything' });
  const refusal = { code: 'DATASET_UNSUITABLE', message: expect.stringContaining(reason) as string };
  await expect(dataset.read(publishedLayouts[id])).rejects.toMatchObject(refusal);
  expect(() => publishedLayouts[id]?.truthFiles({ root: dataset.root })).toThrow(reason);
});
