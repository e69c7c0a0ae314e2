import type { Slug } from '@cellboard/contract';
import { timeOf } from './evaluations.fixture.ts';
import { imageOf } from './pictures.fixture.ts';
import { words, type TestServer } from './server.fixture.ts';
import type { TestDatabase } from '@cellboard/db/testing';

/** Cells in the width of an image, its truth, and what is special about it. */
export interface Drawn {
  /** Width in cells, as `imageOf` has it. */
  readonly cells: number;
  /** Null for an image without truth. */
  readonly truth: Promise<Uint8Array> | null;
  readonly ignore?: Promise<Uint8Array>;
  /** Other pixels than the other images of that width. */
  readonly brightness?: number;
  readonly tags?: object;
}

/** Every image of a version of a dataset, by name. */
export type DrawnVersion = Readonly<Record<string, Drawn>>;

/**
 * Opens, fills and publishes the next version of a dataset, the first one too.
 *
 * @returns the time just before it was published
 */
export async function publishVersion(
  { server, database }: { server: TestServer; database: Pick<TestDatabase, 'orm'> },
  dataset: Slug,
  images: DrawnVersion,
): Promise<string> {
  await server.asOperator(async (api) => {
    await api.datasets.create(words.dataset(dataset));
    await api.datasets.openVersion({ dataset, changes: 'Corrected.' });
  });
  for (const [name, { cells, truth, ignore, brightness = 50, tags = {} }] of Object.entries(images)) {
    const files = { image: await imageOf(cells, brightness), truth: truth && (await truth) };
    const rest = { tags: { instanceSeg: truth !== null, ...tags }, ...(ignore && { ignore: await ignore }) };
    await server.addImage(dataset, name, { ...files, ...rest });
  }
  const before = await timeOf(database);
  await server.asOperator((api) => api.datasets.publish({ dataset }));
  return before;
}
