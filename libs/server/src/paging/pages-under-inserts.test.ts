import type { Page, Slug } from '@cellboard/contract';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { submit } from '../testing/evaluations.fixture.ts';
import { truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words, type Api } from '../testing/server.fixture.ts';

/** A list that is read page by page while somebody adds to it. */
interface List {
  readonly read: (api: Api, page: { limit: number; cursor?: string }) => Promise<Page<object>>;
  readonly nameOf: (item: never) => string;
  /** Adds something of that slug. */
  readonly add: (slug: Slug) => Promise<unknown>;
}

const LIMIT = 3;

describeDatabases((database) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.open(database);
    await server.publishDataset('m-first', [{ cells: 1 }]);
  });
  afterAll(() => server.close());

  const bySlug = ({ slug }: { slug: string }) => slug;
  const makeModel = (slug: Slug) => server.asOperator((api) => api.models.create(words.model(slug)));
  const lists: Readonly<Record<string, List>> = {
    models: { read: (api, page) => api.models.list(page), nameOf: bySlug, add: makeModel },
    datasets: {
      read: (api, page) => api.datasets.list(page),
      nameOf: bySlug,
      add: (slug) => server.publishDataset(slug, [{ cells: 1 }]),
    },
    tasks: {
      read: (api, page) => api.tasks.list(page),
      nameOf: bySlug,
      add: (slug) => server.asOperator((api) => api.tasks.create(words.task(slug, 'm-first'))),
    },
    submissions: {
      read: (api, page) => api.submissions.list(page),
      nameOf: ({ model }: { model: string }) => model,
      add: async (slug) => {
        await makeModel(slug);
        await submit(server, { task: 'cells', model: slug, predictions: { 'm-first/image-1': await truthOf(1) } });
      },
    },
    images: {
      read: (api, page) => api.images.list(page),
      nameOf: ({ dataset }: { dataset: string }) => dataset,
      add: (slug) => server.publishDataset(slug, [{ cells: 1 }]),
    },
  };

  it.each(Object.entries(lists))(
    'show each of the %s that was there from the start once, in order',
    async (...[name, { read, nameOf, add }]) => {
      const page = async (limit: number, cursor?: string) => {
        const { items, next } = await server.asOperator((api) =>
          read(api, { limit, ...(cursor !== undefined && { cursor }) }),
        );
        return { names: items.map((item) => nameOf(item as never)), next: next ?? undefined };
      };
      for (const letter of ['b', 'k', 'p', 'y']) await add(`${letter}-${name}-before`);
      const before = (await page(200)).names;
      const seen: string[] = [];
      // Letters that sort before the place that was reached, around it and behind it.
      const additions = ['a', 'z', 'c', 'l', 'x'].map((letter) => `${letter}-${name}-added`);
      let cursor: string | undefined;
      do {
        const { names, next } = await page(LIMIT, cursor);
        seen.push(...names);
        cursor = next;
        const addition = additions.shift();
        if (addition !== undefined) await add(addition);
      } while (cursor !== undefined);
      const after = (await page(200)).names;
      expect(before.length).toBeGreaterThan(LIMIT);
      expect(after.length).toBeGreaterThan(before.length + 1);
      expect(seen).toEqual([...new Set(seen)]);
      expect(seen).toEqual(expect.arrayContaining(before));
      expect(after.filter((one) => seen.includes(one))).toEqual(seen);
    },
  );
});
