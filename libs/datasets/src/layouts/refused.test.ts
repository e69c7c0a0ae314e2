import { publishedLayouts } from '../layouts.ts';
import { Dataset } from './layout.fixture.ts';
import { refusedLayouts } from './refused.ts';

it.each(Object.entries(refusedLayouts))('%s is refused with the reason', async (id, { name }) => {
  await using dataset = await Dataset.make({ 'images/a.png': 'a', 'masks/a.png': 'a' });
  const layout = publishedLayouts[id];
  await expect(dataset.read(layout)).rejects.toMatchObject({
    code: 'DATASET_UNSUITABLE',
    message: expect.stringMatching(new RegExp(`^${name} cannot be imported\\. .{40,}\\.$`)) as string,
  });
  expect(layout?.description).toMatch(/^Always refused\. /);
});
