import { DatasetError } from '../entries/dataset-error.ts';
import type { LayoutSource, Outlined } from '../entries/layout-entry.ts';
import { walkFolder } from '../files/walk-folder.ts';
import { groupBy } from '../group-by.ts';
import type { PairRules, Pattern, PlacedFile } from './pair-rules.ts';

/** The files of a dataset that were asked for. */
export interface PlacedFiles {
  /** By part and key, each in the order of paths. */
  readonly images: ReadonlyMap<string, readonly PlacedFile[]>;
  readonly truths: ReadonlyMap<string, readonly PlacedFile[]>;
  /** Paths of tables, whatever part they are of. */
  readonly tables: readonly PlacedFile[];
}

/**
 * Finds the images and label files of a dataset.
 *
 * @throws DatasetError LAYOUT_NOT_FOUND if there are none, or not of the part that was asked for
 */
export async function placeFiles(rules: PairRules, source: LayoutSource): Promise<PlacedFiles> {
  const part = partIn(rules, source);
  const files = await walkFolder(source.root);
  const outlined = source.outlined ?? rules.outlines[0];
  const [truth, image] = [patternOf(rules.truth, outlined), patternOf(rules.image, outlined)];
  const truths = place(rules, files, truth);
  const labels = new Set(truths.map(({ path }) => path));
  const images = place(rules, files, image).filter(({ path }) => !labels.has(path));
  const asked = ({ part: is }: PlacedFile) => part === undefined || is === part || is === '';
  const missing = images.length === 0 ? 'images' : 'label images';
  if (images.length === 0 || truths.length === 0)
    throw new DatasetError(
      'LAYOUT_NOT_FOUND',
      `${source.root} holds no ${missing} of ${rules.name}. Expected ${rules.expected}. Name the folder into which the dataset was unpacked.`,
    );
  const parted = rules.parts?.ofTruths ? truths : images;
  if (!parted.some(asked)) {
    const there = [...new Set(parted.map((file) => file.part))].sort();
    throw new DatasetError(
      'LAYOUT_NOT_FOUND',
      `There is no part "${part ?? ''}" of ${rules.name} in ${source.root}. The parts are ${there.join(', ')}.`,
    );
  }
  // The part of a truth tells truths of the same images apart; their images have no part.
  const placeOf = ({ part: is, key }: PlacedFile) => (rules.parts?.ofTruths ? key : `${is}/${key}`);
  return {
    images: groupBy(images.filter(asked), placeOf),
    truths: groupBy(truths.filter(asked), placeOf),
    tables: rules.table ? place(rules, files, rules.table.file) : [],
  };
}

/**
 * The part that is read: undefined for all.
 *
 * @throws DatasetError LAYOUT_NOT_FOUND if a part of a dataset without parts is asked for
 */
export function partIn({ name, parts }: PairRules, { part }: LayoutSource): string | undefined {
  if (parts) return part ?? parts.usual;
  if (part === undefined) return undefined;
  throw new DatasetError('LAYOUT_NOT_FOUND', `${name} has no parts, so there is no part "${part}". Leave it out.`);
}

function place({ parts, keyOf }: PairRules, files: readonly string[], pattern: RegExp): PlacedFile[] {
  return files.flatMap((path) => {
    const match = pattern.exec(path.normalize('NFC'));
    if (!match) return [];
    const groups = match.groups ?? {};
    return [{ path, groups, part: parts?.of(groups) ?? '', key: keyOf?.(groups) ?? groups['stem'] ?? '' }];
  });
}

function patternOf(pattern: Pattern, outlined: Outlined): RegExp {
  return pattern instanceof RegExp ? pattern : pattern[outlined];
}
