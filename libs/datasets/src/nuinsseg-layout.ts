import { basename, dirname, join } from 'node:path';
import { DatasetError } from './dataset-error.ts';
import { looksLikeImage, stemOf } from './file-names.ts';
import { defect, note, tagsFor, type LayoutEntry, type LayoutSource } from './layout-entry.ts';
import { faultOf, idsOf } from './read-image.ts';
import { imageFolder, labelFolder, readTissueFolders } from './tissue-folders.ts';
import { byFolder, walkFolder } from './walk-folder.ts';

/**
 * Reads NuInsSeg (Mahbod et al., Scientific Data 2024): for each organ a folder with `tissue images` and
 * `label masks modify`. The folder `label masks` beside them is never read: it holds the sum of the ids, so that
 * overlaps have meaningless new ones. Regions that the annotators call vague are told, not left out of the scores.
 *
 * @throws DatasetError if no organ's folder lies there
 */
export async function* readNuInsSeg(source: LayoutSource): AsyncGenerator<LayoutEntry> {
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
        `${home} has no folder "${labelFolder}" with label images. Unpack the dataset again; "label masks" cannot stand for it.`,
      );
      continue;
    }
    const tags = tagsFor({ cellType: 'nucleus', modality: 'brightfield', stain: 'H&E', tissue: organ }, source);
    const nameOf = (stem: string) => (repeated ? `${organ} ${stem}` : stem);
    const images = join(home, imageFolder);
    yield* readTissueFolders({
      root: source.root,
      images: { folder: images, files: folders.get(images) ?? [] },
      labels: { folder: labels, files: folders.get(labels) ?? [] },
      nameOf,
      tagsOf: () => tags,
    });
    yield* vagueNotes({ root: source.root, home, folders, nameOf });
  }
}

interface Organ {
  readonly root: string;
  readonly home: string;
  readonly folders: ReadonlyMap<string, readonly string[]>;
  readonly nameOf: (stem: string) => string;
}

/** The folder's name differs between the places that hand the dataset out. */
async function* vagueNotes({ root, home, folders, nameOf }: Organ): AsyncGenerator<LayoutEntry> {
  const folder = [...folders.keys()].find((one) => one.startsWith(join(home, 'vague areas', 'mask binary')));
  for (const file of (folder === undefined ? [] : (folders.get(folder) ?? [])).filter(looksLikeImage)) {
    try {
      const { values } = await idsOf(join(root, folder ?? '', file));
      let pixels = 0;
      for (const value of values) if (value !== 0) pixels++;
      if (pixels > 0)
        yield note(nameOf(stemOf(file)), `${pixels} pixels are marked as vague. They are scored like all others.`);
    } catch (error) {
      yield note(nameOf(stemOf(file)), `Its vague areas cannot be read: ${faultOf(error)}`);
    }
  }
}
