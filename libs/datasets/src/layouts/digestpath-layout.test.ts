import { publishedLayouts } from '../layouts.ts';
import { Dataset } from './layout.fixture.ts';

const { digestpath } = publishedLayouts;

it('DigestPath is refused with the reason', async () => {
  await using dataset = await Dataset.make();
  await expect(dataset.read(digestpath)).rejects.toMatchObject({
    code: 'DATASET_UNSUITABLE',
    message: expect.stringContaining('DigestPath has no masks of cells') as string,
  });
});
