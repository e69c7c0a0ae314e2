import { findSource, suggestSources } from '@cellboard/catalog';
import type { Slug } from '@cellboard/contract';
import { UsageError } from './usage-error.ts';

/**
 * The source of the vocabulary that an option names.
 *
 * @param otherwise what to do where the images are of no known source
 * @throws UsageError if it is not in the vocabulary, with the names that it may be meant for
 */
export function knownSource(option: string, text: string, otherwise: string): Slug {
  const found = findSource(text);
  if (found) return found.slug;
  const alike = suggestSources(text).map(({ name }) => name);
  throw new UsageError(
    `${option}: "${text}" is not in the vocabulary of sources. ` +
      (alike.length > 0 ? `Did you mean ${alike.join(' or ')}? ` : '') +
      `${otherwise} docs/catalogue.md lists every source.`,
  );
}
