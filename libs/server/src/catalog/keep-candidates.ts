import type { CatalogModel } from '@cellboard/catalog';
import type { NewCandidate, NewWeights } from '@cellboard/contract';
import {
  CandidateEntity,
  ModelRepository,
  SourceEntity,
  SubmissionEntity,
  WeightsEntity,
  WeightsSourceEntity,
  type ModelEntity,
  type WeightsSourceRow,
} from '@cellboard/db';
import { isDeepStrictEqual } from 'node:util';
import { audit } from '../audit/audit.ts';
import { difference } from '../audit/same-words.ts';
import { canonicalSettings } from '../models/canonical-settings.ts';
import { declaredFor, declaredIn } from '../models/declared-sources.ts';
import { isOwn, plain, type Keeping } from './keeping.ts';

/** A candidate of the catalogue with its model here. */
interface Entry {
  readonly model: ModelEntity;
  readonly candidate: NewCandidate;
}

/**
 * Writes the candidates of the catalogue's models, with their weights and what these were trained on. What people
 * declared stays, and a candidate with submissions keeps its weights and settings.
 */
export async function keepCandidates(
  keeping: Keeping,
  models: readonly CatalogModel[],
  kept: readonly ModelEntity[],
): Promise<void> {
  const { transaction, principal } = keeping;
  const repository = new ModelRepository(transaction);
  const rows = await repository.candidates(kept.map(({ id }) => id));
  const sources = await repository.sources(rows.flatMap(({ weights }) => weights?.id ?? []));
  const now = Date.now();
  for (const [i, { model, candidate }] of entriesOf(models, kept).entries()) {
    const words = wordsOf(candidate);
    const change = { object: 'candidate', subject: `${model.slug}/${candidate.slug}` } as const;
    const row = rows.find((one) => one.model.id === model.id && one.slug === candidate.slug);
    if (!row) {
      const weights = await keepWeights(keeping, model, candidate.weights);
      const { slug, name, kind, mode, settings } = candidate;
      // A millisecond apart, so that they are listed in the order of the catalogue.
      const made = { model, slug, name, kind, mode, settings: canonicalSettings(settings), weights };
      const entity = { ...made, catalogueWords: words, createdAt: new Date(now + i) };
      transaction.persist(transaction.create(CandidateEntity, entity));
      audit(transaction, principal, { ...change, action: 'candidate.catalogue', after: words });
      continue;
    }
    const before = wordsIn(row, sources);
    if (isDeepStrictEqual(before, words) || !isOwn(row, before)) continue;
    const weights = await keepWeights(keeping, model, candidate.weights);
    row.name = candidate.name;
    if ((await transaction.count(SubmissionEntity, { candidate: row })) === 0) {
      const { kind, mode, settings } = candidate;
      transaction.assign(row, { kind, mode, settings: canonicalSettings(settings), weights });
    }
    row.catalogueWords = words;
    audit(transaction, principal, { ...change, action: 'candidate.catalogue', ...difference(before, words) });
  }
}

function entriesOf(models: readonly CatalogModel[], kept: readonly ModelEntity[]): Entry[] {
  return models.flatMap(({ slug, candidates }) => {
    const model = kept.find((one) => one.slug === slug);
    return model ? candidates.map((candidate) => ({ model, candidate })) : [];
  });
}

/** Weights that several candidates share are written once; what they declare follows the catalogue. */
async function keepWeights(
  { transaction }: Keeping,
  model: ModelEntity,
  input: NewWeights | null,
): Promise<WeightsEntity | null> {
  if (input === null) return null;
  const { slug, name, sha256 } = input;
  const { sources, complete } = declaredIn(input);
  const words = { name, complete, note: null };
  const known = await transaction.findOne(WeightsEntity, { model, slug });
  const weights = known
    ? transaction.assign(known, { ...words, sha256: known.sha256 ?? sha256 })
    : transaction.create(WeightsEntity, { model, slug, sha256, ...words });
  await transaction.persist(weights).flush();
  const declared = await transaction.find(WeightsSourceEntity, { weights });
  for (const row of declared) if (!sources?.includes(row.source.slug)) transaction.remove(row);
  for (const source of sources ?? []) {
    if (declared.some((row) => row.source.slug === source)) continue;
    const row = { weights, source: transaction.getReference(SourceEntity, source) };
    transaction.persist(transaction.create(WeightsSourceEntity, row));
  }
  await transaction.flush();
  return weights;
}

function wordsOf({ name, kind, mode, settings, weights }: NewCandidate): Record<string, unknown> {
  return plain({
    ...{ name, kind, mode, settings: canonicalSettings(settings) },
    weights: weights && { ...weights, ...declaredIn(weights) },
  });
}

function wordsIn(
  { name, kind, mode, settings, weights }: CandidateEntity,
  sources: readonly WeightsSourceRow[],
): Record<string, unknown> {
  if (!weights) return plain({ name, kind, mode: mode ?? null, settings, weights: null });
  const parent = weights.parent ? { model: weights.parent.model.slug, weights: weights.parent.slug } : null;
  const { slug, name: weightsName, sha256 = null } = weights;
  const kept = { slug, name: weightsName, sha256, parent, ...declaredFor(weights, sources) };
  return plain({ name, kind, mode: mode ?? null, settings, weights: kept });
}
