/** Small datasets for the tests of other projects, one of each family of layouts. */
import { flatPng, flatTiff, maskPng } from './layouts/pictures.fixture.ts';
import { matFile, plane } from './matlab/mat.fixture.ts';
import { box, imageScope, layer } from './xml/image-scope.fixture.ts';

/** A dataset as it lies on a disk once its archives are unpacked, and what an import finds in it. */
export interface SmallArchive {
  readonly layout: string;
  /** By their paths. */
  readonly files: Readonly<Record<string, Uint8Array | string>>;
  /** In the order in which they are read. */
  readonly images: readonly { readonly name: string; readonly cells: number; readonly split: string | null }[];
  /** The files that the truths come from, in words. */
  readonly truths: readonly string[];
}

const patient = 'TCGA-2Z-A9JG-01Z-00-DX1';

/** MATLAB files, XML outlines, masks of nuclei and background, and texts of ids. */
export const smallArchives: readonly SmallArchive[] = [
  {
    layout: 'lizard',
    files: {
      'lizard_images1/Lizard_Images1/glas_1.png': flatPng({ width: 30, height: 20, colour: [200, 90, 160] }),
      'lizard_labels/Lizard_Labels/Labels/glas_1.mat': matFile([
        plane(
          'inst_map',
          [30, 20],
          [
            [3, 1, 1, 6, 6],
            [8, 10, 10, 16, 15],
          ],
        ),
      ]),
      'lizard_labels/Lizard_Labels/info.csv': 'Filename,Source,Split\nglas_1,testB_10,1\n',
    },
    images: [{ name: 'glas_1', cells: 2, split: 'fold 1' }],
    truths: ['lizard_labels/Lizard_Labels/info.csv', '1 label file'],
  },
  {
    layout: 'monusac',
    files: {
      [`MoNuSAC Testing Data and Annotations/${patient}/${patient}_1.tif`]: flatTiff({
        width: 30,
        height: 20,
        colour: [190, 80, 150],
      }),
      [`MoNuSAC Testing Data and Annotations/${patient}/${patient}_1.xml`]: imageScope([
        layer('Epithelial', [box(1, 1, 6, 6)]),
        layer('Lymphocyte', [box(10, 10, 16, 15)]),
        layer('Ambiguous', [box(20, 1, 25, 6)]),
      ]),
    },
    images: [{ name: `${patient}_1`, cells: 2, split: 'test' }],
    truths: ['1 label file'],
  },
  {
    layout: 'tnbc',
    files: {
      'TNBC_NucleiSegmentation/Slide_01/01_1.png': flatPng({ width: 512, height: 512, colour: [180, 70, 140, 255] }),
      'TNBC_NucleiSegmentation/GT_01/01_1.png': maskPng(512, 512, [
        [255, 10, 10, 40, 40],
        [255, 100, 100, 130, 130],
      ]),
    },
    images: [{ name: '01_1', cells: 2, split: null }],
    truths: ['1 label file'],
  },
  {
    layout: 'cpm-15',
    files: {
      'image01.png': flatPng({ width: 5, height: 4, colour: [170, 60, 130] }),
      'image01_mask.txt': '5 4 0 0 0 0 0 0 1 1 0 0 1 1 2 0 0 0 2 2 2 0\n',
    },
    images: [{ name: 'image01', cells: 2, split: null }],
    truths: ['1 label file'],
  },
];
