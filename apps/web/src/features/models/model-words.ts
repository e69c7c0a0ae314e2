import type { Model, ModelResult } from '@cellboard/contract';

const long = new Intl.NumberFormat('en', {
  notation: 'compact',
  compactDisplay: 'long',
  maximumSignificantDigits: 3,
});

/** A number of parameters, such as "1.43 million"; null if unknown. */
export function parametersLine(count: number | null): string | null {
  if (count === null) return null;
  return count === 0 ? 'none (not a learned method)' : long.format(count);
}

/** What a model outlines; null where the catalogue does not know. */
export function outlinesLine({ facts }: Model): string | null {
  if (!facts || facts.objects.length === 0) return null;
  return facts.objects.map((object) => (object === 'nucleus' ? 'nuclei' : 'cells')).join(' and ');
}

/** How a model learns; null if unknown. */
export function trainingLine(model: Model): string | null {
  return learnsNothing(model) ? 'none (classical method)' : model.learningMethod;
}

/** Whether the weights are available, in words that stand alone. */
export function weightsLine(model: Model): string {
  if (learnsNothing(model)) return 'not needed';
  if (model.weightsAvailable === null) return 'not known';
  return model.weightsAvailable ? 'available' : 'not published';
}

/** Whether it is known that nothing of it was trained. */
export function learnsNothing({ paramCount, candidates }: Model): boolean {
  if (paramCount === 0) return true;
  return candidates.length > 0 && candidates.every(({ weights }) => weights === null);
}

/** Who made it, and when. */
export function makerLine({ developer, facts }: Model): string {
  return [developer, facts?.year].filter((part) => part != null).join(' · ');
}

/** How files of predictions that leave something open were read, such as "read with plane 2 and array “masks”". */
export function readingLine(reading: NonNullable<ModelResult['reading']>): string {
  const { plane, array, class: name, components, objects, colours } = reading;
  const chosen = [
    plane !== undefined && `plane ${String(plane)}`,
    array !== undefined && `array “${array}”`,
    name !== undefined && `class “${name}”`,
    components === true && 'each connected part as a cell',
    objects === true && 'each plane as a cell',
    colours === 'packed' && 'colours as the numbers of cells',
    colours === 'distinct' && 'each colour as a cell',
  ].filter((words) => words !== false);
  return `read with ${new Intl.ListFormat('en').format(chosen)}`;
}
