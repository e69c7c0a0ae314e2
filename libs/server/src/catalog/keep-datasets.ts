import type { CatalogDataset } from '@cellboard/catalog';
import { Dataset } from '@cellboard/db';
import { isDeepStrictEqual } from 'node:util';
import { audit } from '../system/audit.ts';
import { isOwn, type Keeping } from './keeping.ts';

const CREATE = 'dataset.create';
const UPDATE = 'dataset.update';

/** Writes the datasets of the catalogue. The words of one whose images are here are those of who imported it. */
export async function keepDatasets(
  { transaction, catalog }: Keeping,
  entries: readonly CatalogDataset[],
): Promise<void> {
  const rows = await catalog.datasets(entries.map(({ slug }) => slug));
  const imported = await catalog.imported(rows);
  const written = await catalog.lastDetails('catalogue', [CREATE, UPDATE]);
  for (const entry of entries) {
    const { facts } = entry;
    const words = wordsOf(entry);
    const write = (action: string, details = {}) => {
      audit(transaction, { actor: 'catalogue', action, subject: words.slug, details });
    };
    const row = rows.find(({ slug }) => slug === words.slug);
    if (!row) {
      transaction.persist(transaction.create(Dataset, { ...words, facts }));
      write(CREATE, words);
      continue;
    }
    const own = !imported.has(row) && isOwn(wordsOf(row), written.get(row.slug));
    if (own && !isDeepStrictEqual(wordsOf(row), words)) {
      Object.assign(row, words);
      write(UPDATE, words);
    }
    if (!isDeepStrictEqual(row.facts, facts)) {
      row.facts = facts;
      write('dataset.facts');
    }
  }
}

function wordsOf({ slug, name, description, licence, redistributable, sourceUrl, citation }: Dataset | CatalogDataset) {
  return {
    slug,
    name,
    description,
    licence,
    redistributable,
    sourceUrl: sourceUrl ?? null,
    citation: citation ?? null,
  };
}
