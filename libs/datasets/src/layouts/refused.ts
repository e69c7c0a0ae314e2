import { DatasetError } from '../entries/dataset-error.ts';
import type { PublishedLayout } from '../entries/published-layout.ts';

const binary = 'Its masks only tell cells from the background, so that cells that touch cannot be told apart.';
const bySoftware = 'Its truth was made by software, so that scores would say how much a model resembles that software.';
const unpublished = 'How its files are arranged is not published well enough to read them without a guess.';

/** Datasets that cannot be imported, by the id of their layout: name and reason. */
const reasons: Readonly<Record<string, readonly [name: string, reason: string]>> = {
  aisegcell: ['aiSEGcell', binary],
  bbbc005: ['BBBC005', binary],
  bbbc006: [
    'BBBC006',
    'Its label images are said to be computed by CellProfiler, not drawn by hand, and nobody has confirmed otherwise.',
  ],
  bccd: ['BCCD', binary],
  'cellpose-nuclei': [
    'Cellpose Nuclei',
    'It is not public in full, so that nobody can import the images that models were trained and tested on.',
  ],
  immunocto: ['Immunocto', bySoftware],
  'koyuncu-nucleussegdata': ['Koyuncu NucleusSegData', unpublished],
  'nuclick-ihc': ['NuClick IHC', 'Only its lymphocytes are annotated, so that other nuclei would count as invented.'],
  orgaextractor: [
    'OrgaExtractor',
    'Not all of its organoids are annotated, so that the others would count as invented.',
  ],
  'orion-crc': ['ORION-CRC', bySoftware],
  'pan-multiplex': ['Pan-Multiplex', bySoftware],
  sinus: ['SiNuS', 'Only nuclei that are fit for grading are annotated, so that the others would count as invented.'],
  vampire: ['VAMPIRE', bySoftware],
  yeastcellseg: ['YeastCellSeg', binary],
  yeastms: [
    'YeastMS',
    'Its files are Python pickles, which can run programs when they are opened. They are never read here.',
  ],
  yeastnet: ['YeastNet', unpublished],
  yit: ['YIT', unpublished],
};

/** Layouts that only say why their dataset cannot be imported. */
export const refusedLayouts: Readonly<Record<string, PublishedLayout>> = Object.fromEntries(
  Object.entries(reasons).map(([id, [name, reason]]) => [id, refused(name, reason)]),
);

function refused(name: string, reason: string): PublishedLayout {
  const refuse = (): never => {
    throw new DatasetError('DATASET_UNSUITABLE', `${name} cannot be imported. ${reason}`);
  };
  return {
    name,
    description: `Always refused. ${reason}`,
    outlines: ['cell'],
    parts: null,
    read: refuse,
    truthFiles: refuse,
  };
}
