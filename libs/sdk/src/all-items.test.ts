import type { Page } from '@cellboard/contract';
import { allItems } from './all-items.ts';

it('reads page after page, each from the cursor of the one before', async () => {
  const pages: Page<number>[] = [
    { items: [1, 2], next: 'b' },
    { items: [], next: 'c' },
    { items: [3], next: null },
  ];
  const asked: unknown[] = [];
  const items = await allItems((page) => {
    asked.push(page.cursor);
    return Promise.resolve(pages[asked.length - 1] ?? { items: [], next: null });
  });
  expect(items).toEqual([1, 2, 3]);
  expect(asked).toEqual([undefined, 'b', 'c']);
});

it('ends with the failure of a page', async () => {
  await expect(allItems(() => Promise.reject(new Error('No.')))).rejects.toThrow('No.');
});
