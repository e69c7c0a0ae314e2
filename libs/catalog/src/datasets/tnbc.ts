import type { CatalogDataset } from './catalog-dataset.ts';
import { mixedNuclei, stainedNuclei } from './stained-nuclei.ts';

export const tnbc: CatalogDataset = {
  slug: 'tnbc',
  name: 'TNBC',
  object: 'nucleus',
  source: 'tnbc',
  description:
    'Nuclei in tissue of triple-negative breast cancer of eleven patients, at 40×. A second record adds images of the brain from The Cancer Genome Atlas.',
  licence: 'CC-BY-4.0',
  redistributable: true,
  sourceUrl: 'https://zenodo.org/records/1175282',
  citation:
    'Naylor P., Laé M., Reyal F., Walter T. Segmentation of nuclei in histopathology images by deep regression of the distance map. IEEE Transactions on Medical Imaging 38, 448–459 (2019). https://doi.org/10.1109/TMI.2018.2865709',
  layout: 'tnbc',
  facts: {
    ...stainedNuclei,
    year: 2018,
    paperUrl: 'https://doi.org/10.1109/TMI.2018.2865709',
    tissues: ['breast', 'brain'],
    images: 50,
    cells: 4022,
    imageSizes: '512×512',
    pixelSizes: '0.25 µm (breast)',
    split: null,
    access: 'open',
    steps: [
      'Download TNBC_NucleiSegmentation.zip from Zenodo (record 1175282); no account is needed. The second record, 3552674, has TNBC_and_Brain_dataset.zip.',
      'Unpack one of them. The folder holds Slide_01, GT_01 and so on.',
    ],
    commands: [
      'npx cellboard import tnbc TNBC_NucleiSegmentation/',
      'npx cellboard import tnbc TNBC_and_Brain_dataset/ --dataset tnbc-and-brain',
      'npx cellboard import tnbc TNBC_and_Brain_dataset/ --part brain --dataset tnbc-brain',
    ],
    notes: [
      'Its masks tell nuclei from background only. Each part whose pixels share a side is taken for a nucleus, so nuclei that touch are one. Compare the count of the import with the 4,022 that are published.',
      'The counts are those of the first record. The second is said to add 18 images of the brain, in the folders Slide_12 to Slide_14; it was not verified. Its archive of cell types is read too, each type as foreground.',
      'Images of a patient are grouped.',
      'Import one of the records: both hold the same images of the breast.',
      mixedNuclei,
      'Many models were trained on it, among them StarDist, InstanSeg and PathoSAM.',
    ],
    sources: [
      'https://zenodo.org/records/1175282',
      'https://zenodo.org/records/3552674',
      'https://doi.org/10.1109/TMI.2018.2865709',
      'https://github.com/constantinpape/torch-em',
    ],
  },
};
