import type { Cursor, Page } from '@cellboard/contract';

/**
 * Every item of a list that the server answers page by page.
 *
 * ```ts
 * const tasks = await allItems((page) => client.api.tasks.list.query(page));
 * const files = await allItems((page) => client.api.datasets.files.query({ dataset: 'livecell', ...page }));
 * ```
 *
 * @param ask asks for a page: pass its argument on with the other parts of the query
 */
export async function allItems<Item>(
  ask: (page: { readonly cursor?: Cursor; readonly limit: number }) => Promise<Page<Item>>,
): Promise<Item[]> {
  const items: Item[] = [];
  let next: Cursor | null = null;
  do {
    const page: Page<Item> = await ask({ limit: LARGEST_PAGE, ...(next !== null && { cursor: next }) });
    items.push(...page.items);
    next = page.next;
  } while (next !== null);
  return items;
}

/** Most items that the server answers at once. */
const LARGEST_PAGE = 500;
