import type { CatalogModel } from '@cellboard/catalog';
import { DeveloperEntity, ModelEntity } from '@cellboard/db';
import { isDeepStrictEqual } from 'node:util';
import { audit } from '../audit/audit.ts';
import { difference } from '../audit/same-words.ts';
import { isOwn, type Keeping } from './keeping.ts';

/**
 * Writes the models of the catalogue, without their candidates. If somebody else made a model, or changed its
 * card, only its facts follow the catalogue.
 *
 * @returns all models of the catalogue
 */
export async function keepModels(keeping: Keeping, entries: readonly CatalogModel[]): Promise<readonly ModelEntity[]> {
  const { transaction, catalog, principal } = keeping;
  const rows = await catalog.models(entries.map(({ slug }) => slug));
  const developers = await catalog.developers(entries.map(({ developer }) => developer));
  const developerOf = (name: string): DeveloperEntity => {
    const known = developers.find((developer) => developer.name === name);
    if (known) return known;
    const made = transaction.create(DeveloperEntity, { name });
    developers.push(made);
    return made;
  };
  return entries.map((entry) => {
    const { slug, facts } = entry;
    const card = cardOf(entry);
    const { developer, ...words } = card;
    const change = { object: 'model', subject: slug } as const;
    const row = rows.find((model) => model.slug === slug);
    if (!row) {
      const kept = { slug, ...words, developer: developerOf(developer), facts, catalogueWords: { ...card } };
      const made = transaction.create(ModelEntity, kept);
      transaction.persist(made);
      audit(transaction, principal, { ...change, action: 'model.catalogue', after: { ...card } });
      return made;
    }
    const before = cardIn(row);
    if (isOwn(row, before) && !isDeepStrictEqual(before, card)) {
      transaction.assign(row, { ...words, developer: developerOf(developer), catalogueWords: { ...card } });
      audit(transaction, principal, { ...change, action: 'model.catalogue', ...difference(before, card) });
    }
    if (!isDeepStrictEqual(row.facts, facts)) {
      row.facts = facts;
      audit(transaction, principal, { ...change, action: 'model.facts' });
    }
    return row;
  });
}

/** The card of a model: everything but its slug and facts. */
interface Card extends Readonly<Record<string, unknown>> {
  readonly developer: string;
  readonly name: string;
  readonly description: string;
  readonly backbone: string | null;
  readonly learningMethod: string | null;
  readonly numParams: number | null;
  readonly licence: string | null;
  readonly paperUrl: string | null;
  readonly codeUrl: string | null;
  readonly weightsAvailable: boolean | null;
  readonly eligible: boolean;
  readonly eligibilityReason: string | null;
  readonly installSnippet: string | null;
}

function cardOf(entry: CatalogModel): Card {
  const { developer, name, description, backbone, learningMethod, paramCount: numParams, licence } = entry;
  const { paperUrl, codeUrl, weightsAvailable, ineligible: eligibilityReason, installSnippet } = entry;
  return {
    developer,
    name,
    description,
    backbone,
    learningMethod,
    numParams,
    licence,
    paperUrl,
    codeUrl,
    weightsAvailable,
    eligible: eligibilityReason === null,
    eligibilityReason,
    installSnippet,
  };
}

function cardIn(row: ModelEntity): Card {
  return {
    developer: row.developer.name,
    name: row.name,
    description: row.description,
    backbone: row.backbone ?? null,
    learningMethod: row.learningMethod ?? null,
    numParams: row.numParams ?? null,
    licence: row.licence ?? null,
    paperUrl: row.paperUrl ?? null,
    codeUrl: row.codeUrl ?? null,
    weightsAvailable: row.weightsAvailable ?? null,
    eligible: row.eligible,
    eligibilityReason: row.eligibilityReason ?? null,
    installSnippet: row.installSnippet ?? null,
  };
}
