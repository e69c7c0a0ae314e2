import { basename, dirname, join } from 'node:path';
import { DatasetError } from '../entries/dataset-error.ts';
import { looksLikeImage, stemOf } from '../files/file-names.ts';
import { defect, tagsFor, type LayoutEntry, type LayoutSource, type TruthFiles } from '../entries/layout-entry.ts';
import { filesOf, imageFolder, labelFolder, readTissueFolders, type TissueFolders } from '../tissue/tissue-folders.ts';
import { slideOf } from '../tissue/slide-of.ts';
import { byFolder, walkFolder } from '../files/walk-folder.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';

/**
 * Reads NuInsSeg (Mahbod et al., Scientific Data 2024): for each organ a folder with `tissue images` and
 * `label masks modify`. The folder `label masks` beside them is never read: it holds the sum of the ids, so that
 * overlaps have meaningless new ones. Pixels that the annotators call vague are not scored.
 *
 * @throws DatasetError if no organ's folder lies there
 */
async function* readNuInsSeg(source: LayoutSource): AsyncGenerator<LayoutEntry> {
  const { folders, organs } = await findOrgans(source);
  const stems = organs.flatMap((home) =>
    (folders.get(join(home, imageFolder)) ?? []).filter(looksLikeImage).map(stemOf),
  );
  const repeated = new Set(stems).size < stems.length;
  for (const home of organs) {
    const organ = basename(join(source.root, home));
    const labels = join(home, labelFolder);
    if (!folders.has(labels)) {
      yield defect(
        organ,
        `${home} has no folder "${labelFolder}" with label images. Unpack the dataset again; "label masks" cannot replace it.`,
      );
      continue;
    }
    const known = { modality: 'brightfield', stain: 'H&E', tissue: organ };
    const nameOf = (stem: string) => (repeated ? `${organ} ${stem}` : stem);
    const images = join(home, imageFolder);
    yield* readTissueFolders({
      root: source.root,
      images: { folder: images, files: folders.get(images) ?? [] },
      labels: { folder: labels, files: folders.get(labels) ?? [] },
      nameOf,
      tagsOf: (stem) => tagsFor({ ...known, cluster: slideOf(stem, organ) }, source),
      ignored: vagueAreas(home, folders),
    });
  }
}

/** The label images and the masks of vague areas of what is asked for. */
async function nuInsSegTruth(source: LayoutSource): Promise<TruthFiles> {
  const { folders, organs } = await findOrgans(source);
  const labels = organs.flatMap((home) => {
    const folder = join(home, labelFolder);
    return [...filesOf({ folder, files: folders.get(folder) ?? [] }), ...filesOf(vagueAreas(home, folders))];
  });
  return { annotations: [], labels };
}

interface Organs {
  readonly folders: ReadonlyMap<string, readonly string[]>;
  /** Folders of the organs that are asked for. */
  readonly organs: readonly string[];
}

async function findOrgans(source: LayoutSource): Promise<Organs> {
  const folders = byFolder(await walkFolder(source.root));
  const homes = [...folders.keys()].filter((folder) => basename(folder) === imageFolder).map(dirname);
  const organs = homes.filter((home) => source.part === undefined || basename(join(source.root, home)) === source.part);
  if (organs.length === 0) {
    throw new DatasetError(
      'LAYOUT_NOT_FOUND',
      homes.length === 0
        ? `${source.root} holds no folder "${imageFolder}". Name the folder that holds the organs' folders, such as "human bladder".`
        : `There is no organ "${source.part}". The organs are ${homes.map((home) => basename(home)).join(', ')}.`,
    );
  }
  return { folders, organs };
}

/** The folder's name differs between the places that offer the dataset. */
function vagueAreas(home: string, folders: ReadonlyMap<string, readonly string[]>): TissueFolders['ignored'] {
  const start = join(home, 'vague areas', 'mask binary');
  const [found] = [...folders].filter(([folder]) => folder.startsWith(start));
  return found && { folder: found[0], files: found[1] };
}

/** The layout of NuInsSeg; see {@link readNuInsSeg}. */
export const nuInsSegLayout: PublishedLayout = {
  name: 'NuInsSeg',
  description: 'A folder for each organ with "tissue images" and "label masks modify".',
  outlines: ['nucleus'],
  parts: 'an organ\'s folder, such as "human bladder"',
  read: readNuInsSeg,
  truthFiles: nuInsSegTruth,
};
