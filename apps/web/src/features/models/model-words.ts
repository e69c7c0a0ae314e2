import type { Model } from '@cellboard/contract';

const long = new Intl.NumberFormat('en', {
  notation: 'compact',
  compactDisplay: 'long',
  maximumSignificantDigits: 3,
});

/** A number of parameters, such as "1.43 million"; null where nobody has said. */
export function parametersLine(count: number | null): string | null {
  if (count === null) return null;
  return count === 0 ? 'none: nothing is learned' : long.format(count);
}

/** What a model outlines; null where the catalogue does not know. */
export function outlinesLine({ facts }: Model): string | null {
  if (!facts || facts.objects.length === 0) return null;
  return facts.objects.map((object) => (object === 'nucleus' ? 'nuclei' : 'cells')).join(' and ');
}

/** Whether the weights can be had, in words that stand alone. */
export function weightsLine({ weightsAvailable, paramCount }: Model): string {
  if (paramCount === 0) return 'needs none';
  if (weightsAvailable === null) return 'not known';
  return weightsAvailable ? 'can be had' : 'not published';
}

/** Who made it, and when. */
export function makerLine({ developer, facts }: Model): string {
  return [developer, facts?.year].filter((part) => part != null).join(' · ');
}
