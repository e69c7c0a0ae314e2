import type { CatalogCandidate, CatalogModel } from '@cellboard/catalog';
import { Candidate, ModelRepository, TrainingData, type Dataset, type Model } from '@cellboard/db';
import { isDeepStrictEqual } from 'node:util';
import { audit } from '../system/audit.ts';
import { isOwn, type Keeping } from './keeping.ts';

const CREATE = 'candidate.create';
const UPDATE = 'candidate.update';

/** Writes the candidates of the catalogue's models, with what they were trained on. What people declared stays. */
export async function keepCandidates(
  { transaction, catalog }: Keeping,
  entries: readonly CatalogModel[],
  models: readonly Model[],
): Promise<void> {
  const repository = new ModelRepository(transaction);
  const rows = await repository.candidates(models.map(({ id }) => id));
  const declared = await repository.trainingData(rows);
  const written = await catalog.lastDetails('catalogue', [CREATE, UPDATE]);
  const datasets = await repository.datasetsNamed(
    entries.flatMap(({ candidates }) => candidates.flatMap(({ trainingData }) => trainingData ?? [])),
  );
  const pairs = entries.flatMap((entry) => {
    const model = models.find(({ slug }) => slug === entry.slug);
    return model ? entry.candidates.map((candidate) => ({ model, candidate })) : [];
  });
  const now = Date.now();
  for (const [i, { model, candidate }] of pairs.entries()) {
    const words = wordsOf(candidate);
    const subject = `${model.slug}/${candidate.slug}`;
    const write = (action: string) => {
      audit(transaction, { actor: 'catalogue', action, subject, details: words });
    };
    const row = rows.find((one) => one.model.id === model.id && one.slug === candidate.slug);
    if (!row) {
      // A millisecond apart, so that they are listed in the order of the catalogue.
      const createdAt = new Date(now + i);
      const made = transaction.create(Candidate, { model, slug: candidate.slug, name: words.name, createdAt });
      declare(made, words.trainingData);
      write(CREATE);
      continue;
    }
    const own = declared.filter((data) => data.candidate.id === row.id);
    const kept = { name: row.name, trainingData: row.trainingDeclared ? own.map(({ name }) => name).sort() : null };
    if (isDeepStrictEqual(kept, words) || !isOwn(kept, written.get(subject))) continue;
    row.name = words.name;
    for (const data of own) transaction.remove(data);
    await transaction.flush();
    declare(row, words.trainingData);
    write(UPDATE);
  }

  function declare(candidate: Candidate, trainingData: readonly string[] | null): void {
    candidate.trainingDeclared = trainingData !== null;
    transaction.persist(candidate);
    for (const name of trainingData ?? []) {
      transaction.persist(transaction.create(TrainingData, { candidate, name, dataset: named(datasets, name) }));
    }
  }
}

function named(datasets: readonly Dataset[], name: string): Dataset | null {
  return datasets.find((dataset) => dataset.slug === name || dataset.name === name) ?? null;
}

function wordsOf({ name, trainingData }: CatalogCandidate) {
  return { name, trainingData: trainingData && [...trainingData].sort() };
}
