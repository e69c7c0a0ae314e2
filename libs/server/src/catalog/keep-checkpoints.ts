import type { CatalogCheckpoint, CatalogModel } from '@cellboard/datasets';
import { Checkpoint, ModelRepository, TrainingData, type Dataset, type Model } from '@cellboard/db';
import { isDeepStrictEqual } from 'node:util';
import { audit } from '../system/audit.ts';
import { isOwn, type Keeping } from './keeping.ts';

const CREATE = 'checkpoint.create';
const UPDATE = 'checkpoint.update';

/** Writes the checkpoints of the catalogue's models, with what they were trained on. What people declared stays. */
export async function keepCheckpoints(
  { transaction, catalog }: Keeping,
  entries: readonly CatalogModel[],
  models: readonly Model[],
): Promise<void> {
  const repository = new ModelRepository(transaction);
  const rows = await repository.checkpoints(models.map(({ id }) => id));
  const declared = await repository.trainingData(rows);
  const written = await catalog.lastDetails('catalogue', [CREATE, UPDATE]);
  const datasets = await repository.datasetsNamed(
    entries.flatMap(({ checkpoints }) => checkpoints.flatMap(({ trainingData }) => trainingData ?? [])),
  );
  const pairs = entries.flatMap((entry) => {
    const model = models.find(({ slug }) => slug === entry.slug);
    return model ? entry.checkpoints.map((checkpoint) => ({ model, checkpoint })) : [];
  });
  const now = Date.now();
  for (const [i, { model, checkpoint }] of pairs.entries()) {
    const words = wordsOf(checkpoint);
    const subject = `${model.slug}/${checkpoint.slug}`;
    const write = (action: string) => {
      audit(transaction, { actor: 'catalogue', action, subject, details: words });
    };
    const row = rows.find((one) => one.model.id === model.id && one.slug === checkpoint.slug);
    if (!row) {
      // A millisecond apart, so that they are listed in the order of the catalogue.
      const createdAt = new Date(now + i);
      const made = transaction.create(Checkpoint, { model, slug: checkpoint.slug, name: words.name, createdAt });
      declare(made, words.trainingData);
      write(CREATE);
      continue;
    }
    const own = declared.filter((data) => data.checkpoint.id === row.id);
    const kept = { name: row.name, trainingData: row.trainingDeclared ? own.map(({ name }) => name).sort() : null };
    if (isDeepStrictEqual(kept, words) || !isOwn(kept, written.get(subject))) continue;
    row.name = words.name;
    for (const data of own) transaction.remove(data);
    await transaction.flush();
    declare(row, words.trainingData);
    write(UPDATE);
  }

  function declare(checkpoint: Checkpoint, trainingData: readonly string[] | null): void {
    checkpoint.trainingDeclared = trainingData !== null;
    transaction.persist(checkpoint);
    for (const name of trainingData ?? []) {
      transaction.persist(transaction.create(TrainingData, { checkpoint, name, dataset: named(datasets, name) }));
    }
  }
}

function named(datasets: readonly Dataset[], name: string): Dataset | null {
  return datasets.find((dataset) => dataset.slug === name || dataset.name === name) ?? null;
}

function wordsOf({ name, trainingData }: CatalogCheckpoint) {
  return { name, trainingData: trainingData && [...trainingData].sort() };
}
