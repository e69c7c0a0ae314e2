import { tiff } from '@cellboard/formats/files.fixture';
import { words, TestServer } from '../testing/server.fixture.ts';
import type { TestDatabase } from '@cellboard/db/testing';
import { insertEvaluated } from '../testing/boards.fixture.ts';
import { foundOf, imageOf, png, truthOf } from '../testing/pictures.fixture.ts';

/** The image that tests look at. */
export const image = { dataset: 'cells', name: 'image-2' };

/**
 * A server with a dataset `cells` that may be shared, one `kept` that may not, one `hidden` that is not published, and
 * three models on a board `counting`.
 */
export async function openImages(database: Pick<TestDatabase, 'kind' | 'orm'>): Promise<TestServer> {
  const server = await TestServer.open(database);
  await server.publishDataset('cells', [{ cells: 1 }, { cells: 3 }, { cells: 2 }], { redistributable: true });
  await server.asOperator((api) =>
    api.datasets.create(words.dataset('kept', { licence: 'CC-BY-NC-4.0', sourceUrl: 'https://example.org/kept' })),
  );
  const ignore = await png([0, 0, 0, 255, 255], [0, 0, 0, 255, 255]);
  await server.addImage('kept', 'vague', { image: await imageOf(2, 50), truth: await truthOf(2), ignore });
  const description = 'ImageJ=1.54f\nmin=10.0\nmax=120.0\n';
  const adjusted = tiff({ width: 5, height: 2, samples: Array.from({ length: 10 }, () => 60), description });
  await server.addImage('kept', 'bare', { image: adjusted, truth: null, tags: { instanceSeg: false } });
  await server.asOperator((api) => api.datasets.publish({ dataset: 'kept' }));
  await server.asOperator((api) => api.datasets.create(words.dataset('hidden')));
  await server.addImage('hidden', 'secret', { image: await imageOf(1, 9), truth: await truthOf(1) });
  await server.asOperator((api) => api.tasks.create(words.task('counting', ['cells', 'kept'])));
  for (const [model, found, f1] of [
    ['worse', 1, 0.5],
    ['better', 2, 0.8],
    ['silent', null, null],
  ] as const) {
    await server.asOperator((api) => api.models.create(words.model(model)));
    const sha256 = found === null ? null : (await server.keep('prediction', await foundOf(found, 3))).sha256;
    await insertEvaluated(database.orm, {
      ...{ task: 'counting', dataset: 'cells', model, mean: { 'f1@0.5': f1 } },
      predictions: { 'image-2': sha256 },
      imageScores: f1 === null ? {} : { 'image-2': { 'f1@0.5': f1, mDice: f1 } },
    });
  }
  return server;
}
