import type { CatalogSource } from '@cellboard/catalog';
import { SourceEntity, SourcePartEntity } from '@cellboard/db';
import type { Keeping } from './keeping.ts';

/** Writes the vocabulary of sources and which source contains which. Sources of local datasets stay. */
export async function keepSources({ transaction }: Keeping, entries: readonly CatalogSource[]): Promise<void> {
  const rows = await transaction.find(SourceEntity, {}, { orderBy: { slug: 'asc' } });
  const known = new Map(rows.map((row) => [row.slug, row]));
  for (const { slug, name } of entries) {
    const row = known.get(slug);
    if (row) Object.assign(row, { name, catalogued: true });
    else transaction.persist(transaction.create(SourceEntity, { slug, name, catalogued: true }));
  }
  await transaction.flush();
  await keepParts({ transaction }, entries);
}

async function keepParts(
  { transaction }: Pick<Keeping, 'transaction'>,
  entries: readonly CatalogSource[],
): Promise<void> {
  const parts = await transaction.find(SourcePartEntity, {}, { orderBy: { whole: 'asc', part: 'asc' } });
  const nameOf = (whole: string, part: string) => `${whole} ${part}`;
  const wanted = new Map(
    entries.flatMap(({ slug, contains }) =>
      contains.map(
        ({ source, extent, reference = null }) =>
          [nameOf(slug, source), { whole: slug, part: source, extent, reference }] as const,
      ),
    ),
  );
  for (const row of parts) {
    const name = nameOf(row.whole.slug, row.part.slug);
    const entry = wanted.get(name);
    wanted.delete(name);
    if (entry) Object.assign(row, { extent: entry.extent, reference: entry.reference });
    else transaction.remove(row);
  }
  for (const { whole, part, extent, reference } of wanted.values()) {
    const row = {
      whole: transaction.getReference(SourceEntity, whole),
      part: transaction.getReference(SourceEntity, part),
      extent,
      reference,
    };
    transaction.persist(transaction.create(SourcePartEntity, row));
  }
  await transaction.flush();
}
