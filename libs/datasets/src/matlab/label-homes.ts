import { basename, resolve } from 'node:path';
import { DatasetError } from '../entries/dataset-error.ts';
import type { LayoutSource } from '../entries/layout-entry.ts';
import { onePerPart, partsOf } from '../entries/parts.ts';
import { looksLikeImage, stemOf } from '../files/file-names.ts';
import { byFolder, walkFolder } from '../files/walk-folder.ts';
import { pathIn, type NamedFolder } from '../folder/pair-folders.ts';

/** A folder that holds the folders "Images" and "Labels". */
export interface LabelHome {
  /** Path from the root; empty for the root itself. */
  readonly home: string;
  readonly images: NamedFolder;
  /** Undefined where there are no labels. */
  readonly labels: NamedFolder | undefined;
}

/** Where the images of a dataset lie, and what they are called. */
export interface HomeRules {
  /** Name of the dataset. */
  readonly name: string;
  /** What the dataset's own folder is called, where several datasets lie together. */
  readonly folder: RegExp;
  /** Names of the parts' folders in lower case; null where all images lie together. */
  readonly parts: readonly string[] | null;
  /** What its images are called, by their stems, with an example. */
  readonly stems: { readonly pattern: RegExp; readonly example: string };
  /** Endings of the labels' files. */
  readonly labels: RegExp;
}

/** The words of a home's path, from the outermost; the root's own name is the first. */
function wordsOf({ root }: LayoutSource, { home }: LabelHome): string[] {
  return [basename(resolve(root)), ...home.split('/')].filter((word) => word !== '');
}

/** The part that a home is: the name of its folder. */
export function partOfHome(source: LayoutSource, home: LabelHome): string {
  return wordsOf(source, home).at(-1)?.toLowerCase() ?? '';
}

/**
 * The folders of what is asked for, in the order of the parts. They may lie at any depth.
 *
 * @throws DatasetError LAYOUT_NOT_FOUND if there is none, not that part, a part twice, or no image is called as the
 *   dataset's are
 */
export async function findHomes(source: LayoutSource, rules: HomeRules): Promise<readonly LabelHome[]> {
  const { name, parts, stems } = rules;
  if (parts === null && source.part !== undefined)
    throw new DatasetError(
      'LAYOUT_NOT_FOUND',
      `${name} has no parts, so there is no part "${source.part}". Leave it out.`,
    );
  const homes = new Map((await homesOf(source, rules)).map((home) => [home.home, home]));
  const partOf = (path: string) => {
    const home = homes.get(path);
    return parts === null || !home ? name : partOfHome(source, home);
  };
  const known = [...homes.keys()].filter((path) => parts === null || parts.includes(partOf(path)));
  const inside = parts === null ? '' : ` inside ${parts.map((part) => `"${part}"`).join(' or ')}`;
  const missing = `${source.root} holds no folder "Images" beside a folder "Labels"${inside}. Name the folder into which ${name} was unpacked.`;
  const chosen = onePerPart(partsOf(source, { files: known, partOf, missing }), partOf)
    .toSorted((a, b) => (parts ?? []).indexOf(partOf(a)) - (parts ?? []).indexOf(partOf(b)))
    .flatMap((path) => homes.get(path) ?? []);
  const names = chosen.flatMap(({ images }) => images.files.map(stemOf));
  if (names.length > 0 && !names.some((stem) => stems.pattern.test(stem)))
    throw new DatasetError(
      'LAYOUT_NOT_FOUND',
      `${source.root} holds images such as ${names[0] ?? ''}, but none is called as those of ${name} are, such as ${stems.example}. ` +
        'Check that it is this dataset, and as it was published.',
    );
  return chosen;
}

/** All folders that may be meant: those of the dataset's own folder if there is one. */
async function homesOf(source: LayoutSource, { folder: own, labels }: HomeRules): Promise<readonly LabelHome[]> {
  const folders = byFolder(await walkFolder(source.root));
  const homes = [...folders].flatMap(([path, files]): LabelHome[] => {
    const found = /^(?:(.*)\/)?images$/i.exec(path);
    const images = { folder: path, files: files.filter(looksLikeImage) };
    if (!found || images.files.length === 0) return [];
    const home = found[1] ?? '';
    const beside = pathIn(home, 'labels').toLowerCase();
    const truths = [...folders].find(([other]) => other.toLowerCase() === beside);
    const truth = truths && { folder: truths[0], files: truths[1].filter((file) => labels.test(file)) };
    return [{ home, images, labels: truth }];
  });
  const within = homes.filter((home) => wordsOf(source, home).some((word) => own.test(word)));
  return within.length > 0 ? within : homes;
}
