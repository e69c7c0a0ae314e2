import type { CatalogDataset } from '@cellboard/catalog';
import type { Slug } from '@cellboard/contract';
import { DatasetEntity, SourceEntity } from '@cellboard/db';
import { isDeepStrictEqual } from 'node:util';
import { audit } from '../audit/audit.ts';
import { difference } from '../audit/same-words.ts';
import { isOwn, type Keeping } from './keeping.ts';

/** Writes the datasets of the catalogue. Once somebody imports a dataset, its description is theirs. */
export async function keepDatasets(keeping: Keeping, entries: readonly CatalogDataset[]): Promise<void> {
  const { transaction, catalog, principal } = keeping;
  const rows = await catalog.datasets(entries.map(({ slug }) => slug));
  const imported = await catalog.imported(rows);
  for (const entry of entries) {
    const { facts } = entry;
    const words = wordsOf(entry, entry.source);
    const { source: sourceSlug, ...text } = words;
    const source = transaction.getReference(SourceEntity, sourceSlug);
    const change = { object: 'dataset', subject: words.slug } as const;
    const row = rows.find(({ slug }) => slug === words.slug);
    if (!row) {
      transaction.persist(transaction.create(DatasetEntity, { ...text, source, facts, catalogueWords: words }));
      audit(transaction, principal, { ...change, action: 'dataset.catalogue', after: words });
      continue;
    }
    const before = wordsOf(row, row.source.slug);
    if (!imported.has(row) && isOwn(row, before) && !isDeepStrictEqual(before, words)) {
      transaction.assign(row, { ...text, source, catalogueWords: words });
      audit(transaction, principal, { ...change, action: 'dataset.catalogue', ...difference(before, words) });
    }
    if (!isDeepStrictEqual(row.facts, facts)) {
      row.facts = facts;
      audit(transaction, principal, { ...change, action: 'dataset.facts' });
    }
  }
  await transaction.flush();
}

/** The description of a dataset, in the catalogue or in a row. */
type Described = Pick<CatalogDataset, 'slug' | 'name' | 'description' | 'licence' | 'redistributable'> & {
  readonly object?: 'cell' | 'nucleus' | null | undefined;
  readonly sourceUrl?: string | null | undefined;
  readonly citation?: string | null | undefined;
};

function wordsOf(row: Described, source: Slug) {
  const { slug, name, description, licence, redistributable } = row;
  const { object = null, sourceUrl = null, citation = null } = row;
  return { slug, name, description, licence, redistributable, source, object, sourceUrl, citation };
}
