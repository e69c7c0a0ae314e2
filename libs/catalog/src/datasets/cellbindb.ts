import { importable } from './importable.ts';

export const cellBinDb = importable({
  slug: 'cellbindb',
  name: 'CellBinDB',
  description:
    'Tissue of human and mouse in four stains: nuclei in DAPI, ssDNA and H&E, whole cells in multiplexed immunofluorescence.',
  licence: 'CC-BY-4.0',
  redistributable: true,
  sourceUrl: 'https://zenodo.org/records/14312044',
  citation:
    'Shi C. et al. CellBinDB: a large-scale multimodal annotated dataset for cell segmentation. bioRxiv (2024). https://doi.org/10.1101/2024.11.20.619750',
  facts: {
    year: 2024,
    paperUrl: 'https://doi.org/10.1101/2024.11.20.619750',
    objects: ['nucleus', 'cell'],
    modalities: ['fluorescence', 'brightfield'],
    stains: ['DAPI', 'ssDNA', 'H&E', 'multiplexed immunofluorescence'],
    tissues: ['more than 30 tissues of human and mouse'],
    images: null,
    cells: null,
    imageSizes: null,
    pixelSizes: null,
    split: null,
    access: 'open',
    steps: [
      'Download CellBinDB.zip from Zenodo (record 14312044); no account is needed. The copy at CNGB is slow and has damaged files.',
      'Unpack it into a folder CellBinDB. It holds a folder for each stain.',
    ],
    commands: [
      'npx cellboard import cellbindb CellBinDB/',
      'npx cellboard import cellbindb CellBinDB/ --object cell --dataset cellbindb-cells',
      'npx cellboard import cellbindb CellBinDB/ --part he --dataset cellbindb-he',
      'npx cellboard import cellbindb CellBinDB/ --part dapi --dataset cellbindb-dapi',
    ],
    notes: [
      'It is said to have about 1,000 images and 109,083 objects in all stains together; neither was verified.',
      'Some folders have a × in their names, which tools may change when they unpack the archive. The import finds them all the same.',
      'One place may be there in DAPI and in H&E, under names that do not say so: then images are not independent.',
    ],
    checked: false,
    sources: ['https://zenodo.org/records/14312044', 'https://doi.org/10.1101/2024.11.20.619750'],
  },
});
