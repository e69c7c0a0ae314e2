import { importable } from './importable.ts';

export const panNuke = importable({
  slug: 'pannuke',
  name: 'PanNuke',
  description:
    'Nuclei in small patches of H&E-stained tissue of 19 organs, of five kinds, in three folds. The annotations were made with the help of models and then corrected.',
  licence: 'CC-BY-NC-SA-4.0',
  redistributable: false,
  sourceUrl: 'https://warwick.ac.uk/fac/cross_fac/tia/data/pannuke',
  citation: 'Gamper J. et al. PanNuke dataset extension, insights and baselines. arXiv:2003.10778 (2020).',
  facts: {
    year: 2020,
    paperUrl: 'https://arxiv.org/abs/2003.10778',
    objects: ['nucleus'],
    modalities: ['brightfield'],
    stains: ['H&E'],
    tissues: ['19 organs'],
    images: 7901,
    cells: 189_744,
    imageSizes: '256×256',
    pixelSizes: '0.25 µm',
    split: 'three folds of 2,656, 2,523 and 2,722 images',
    access: 'open',
    steps: [
      'Download fold_1.zip, fold_2.zip and fold_3.zip from the page of the dataset.',
      'Unpack them into a folder PanNuke. It holds "Fold 1", "Fold 2" and "Fold 3", each with images.npy, types.npy and masks.npy.',
    ],
    commands: [
      'npx cellboard import pannuke PanNuke/',
      'npx cellboard import pannuke PanNuke/ --part fold3 --dataset pannuke-fold3',
    ],
    notes: [
      'The last of the six channels of a mask is the background. Where two channels claim a pixel, the later one keeps it; the import counts such pixels.',
      'Images without any nucleus are kept, with an empty truth.',
      'Nothing says which patches were cut from one field or slide, so intervals are narrower than they should be, and folds may share fields.',
      'Nuclei are cut at the borders of patches.',
      'Published CellViT weights were trained on parts of all three folds.',
      'It takes up other datasets; which patches come from Kumar, CPM or CoNSeP is not said.',
    ],
    checked: false,
    sources: ['https://warwick.ac.uk/fac/cross_fac/tia/data/pannuke', 'https://arxiv.org/abs/2003.10778'],
  },
});

export const conic = importable({
  slug: 'conic',
  name: 'CoNIC',
  description:
    'Patches of H&E-stained tissue of the colon, cut from the images of Lizard without overlap for the CoNIC challenge 2022, with nuclei of six kinds.',
  licence: 'CC-BY-NC-SA-4.0',
  redistributable: false,
  sourceUrl: 'https://drive.google.com/drive/folders/1il9jG7uA4-ebQ_lNmXbbF2eOK9uNwheb',
  citation:
    'Graham S. et al. CoNIC challenge: pushing the frontiers of nuclear detection, segmentation, classification and counting. Medical Image Analysis (2024). https://doi.org/10.1016/j.media.2023.103047',
  facts: {
    year: 2022,
    paperUrl: 'https://doi.org/10.1016/j.media.2023.103047',
    objects: ['nucleus'],
    modalities: ['brightfield'],
    stains: ['H&E'],
    tissues: ['colon'],
    images: 4981,
    cells: null,
    imageSizes: '256×256',
    pixelSizes: 'about 0.5 µm',
    split: null,
    access: 'open',
    steps: [
      'Download images.npy, labels.npy, patch_info.csv and counts.csv from the folder of the challenge.',
      'Put them into a folder CoNIC. The import reads the first three.',
    ],
    commands: ['npx cellboard import conic CoNIC/'],
    notes: [
      'It has the pixels of Lizard: put one of both on a board.',
      'Patches of one image of Lizard are grouped, as patch_info.csv says.',
      'No split is published. Divide by source image, not by patch.',
      'counts.csv counts only nuclei that reach the inner 224×224 pixels of a patch, so its totals differ from the number of nuclei in the truths.',
    ],
    checked: false,
    sources: [
      'https://drive.google.com/drive/folders/1il9jG7uA4-ebQ_lNmXbbF2eOK9uNwheb',
      'https://doi.org/10.1016/j.media.2023.103047',
    ],
  },
});

export const lynsec = importable({
  slug: 'lynsec',
  name: 'LyNSeC',
  description:
    'Nuclei in tissue of lymphomas of 70 patients: part 1 is stained by immunohistochemistry, parts 2 and 3 by H&E.',
  licence: 'CC-BY-4.0',
  redistributable: true,
  sourceUrl: 'https://zenodo.org/records/8065174',
  citation:
    'Naji H. et al. Computers in Biology and Medicine (2024), https://doi.org/10.1016/j.compbiomed.2024.107978; Zenodo record 8065174.',
  facts: {
    year: 2023,
    paperUrl: 'https://doi.org/10.1016/j.compbiomed.2024.107978',
    objects: ['nucleus'],
    modalities: ['brightfield'],
    stains: ['H&E', 'IHC'],
    tissues: ['lymphoma'],
    images: 40,
    cells: 8452,
    imageSizes: '512×512',
    pixelSizes: null,
    split: null,
    access: 'open',
    steps: [
      'Download lynsec.zip from Zenodo (record 8065174); no account is needed.',
      'Unpack it into a folder LyNSeC. It holds "lynsec 1", "lynsec 2" and "lynsec 3", each with a .npy file for each image.',
    ],
    commands: [
      'npx cellboard import lynsec LyNSeC/',
      'npx cellboard import lynsec LyNSeC/ --part 1 --dataset lynsec-ihc',
      'npx cellboard import lynsec LyNSeC/ --part 2 --dataset lynsec-2',
    ],
    notes: [
      'The numbers of images and nuclei are those of part 3, which is read unless another is asked for. Part 1 has 379 images with 87,316 nuclei, part 2 has 280 with 65,479.',
      'Part 2 is doubtful: InstanSeg leaves all of it out as wrongly annotated, torch-em leaves out the images 0_l2 to 34_l2. The import warns of it.',
      'Names do not say the patient, so images of one patient are not grouped.',
    ],
    checked: false,
    sources: ['https://zenodo.org/records/8065174', 'https://doi.org/10.1016/j.compbiomed.2024.107978'],
  },
});

export const puma = importable({
  slug: 'puma',
  name: 'PUMA',
  description:
    'Nuclei in regions of primary and metastatic melanomas, outlined for the PUMA challenge. The first outlines came from a model and were then corrected.',
  licence: 'CC0-1.0',
  redistributable: true,
  sourceUrl: 'https://zenodo.org/records/15050523',
  citation:
    'Schuiveling M. et al. A novel dataset for nuclei and tissue segmentation in melanoma with baseline nuclei segmentation and tissue segmentation benchmarks. GigaScience (2025). https://doi.org/10.1093/gigascience/giaf011',
  facts: {
    year: 2025,
    paperUrl: 'https://doi.org/10.1093/gigascience/giaf011',
    objects: ['nucleus'],
    modalities: ['brightfield'],
    stains: ['H&E'],
    tissues: ['primary melanoma', 'metastatic melanoma'],
    images: 206,
    cells: null,
    imageSizes: '1024×1024',
    pixelSizes: '0.23 µm',
    split: 'the public images are for training; the test images are kept by the challenge',
    access: 'open',
    steps: [
      'Download 01_training_dataset_tif_ROIs.zip and 01_training_dataset_geojson_nuclei.zip from Zenodo (record 15050523); no account is needed.',
      'Unpack both into a folder PUMA. Outlines of tissue are not read.',
    ],
    commands: [
      'npx cellboard import puma PUMA/',
      'npx cellboard import puma PUMA/ --part primary --dataset puma-primary',
      'npx cellboard import puma PUMA/ --part metastatic --dataset puma-metastatic',
    ],
    notes: [
      'Older versions have 205 images: metastatic_roi_103, a .tiff file, came with version 5.',
      'Coordinates are taken as pixels, as they are. A pixel belongs to an outline that holds its centre; where several claim it, the later one keeps it.',
      'The first outlines came from HoVer-Net trained on PanNuke, which favours models of that family.',
    ],
    checked: false,
    sources: [
      'https://zenodo.org/records/15050523',
      'https://doi.org/10.1093/gigascience/giaf011',
      'https://puma.grand-challenge.org/',
    ],
  },
});

export const pcns = importable({
  slug: 'pcns',
  name: 'PCNS',
  description:
    'The manual part of Pan-Cancer-Nuclei-Seg: nuclei in patches of slides of The Cancer Genome Atlas, 14 kinds of cancer. Annotators corrected what a model had found.',
  licence: 'terms of The Cancer Imaging Archive (not verified)',
  redistributable: false,
  sourceUrl: 'https://www.cancerimagingarchive.net/analysis-result/pan-cancer-nuclei-seg/',
  citation:
    'Hou L. et al. Dataset of segmented nuclei in hematoxylin and eosin stained histopathology images of ten cancer types. Scientific Data 7, 185 (2020). https://doi.org/10.1038/s41597-020-0528-1',
  facts: {
    year: 2020,
    paperUrl: 'https://doi.org/10.1038/s41597-020-0528-1',
    objects: ['nucleus'],
    modalities: ['brightfield'],
    stains: ['H&E'],
    tissues: ['14 kinds of cancer'],
    images: 1365,
    cells: null,
    imageSizes: '400×400',
    pixelSizes: null,
    split: null,
    access: 'open',
    steps: [
      'Open the page of the collection and download manual_segmentation_data.tar.gz and the list of patches, Pan-Cancer-Nuclei-Seg_1365patches_to_TCGA-ID_readme.txt.',
      'Unpack the archive into a folder PCNS, and put the list there.',
    ],
    commands: [
      'npx cellboard import pcns PCNS/',
      'npx cellboard import pcns PCNS/ --part common0 --dataset pcns-annotator-0',
    ],
    notes: [
      'The paper says 1,356 patches, the archive is said to hold 1,365.',
      'For 27 patches there are label images of three annotators, the parts common0, common1 and common2: they show how well people agree.',
      'The list of patches says the slide of each, so patches of one slide are grouped. The import reads it without the list too.',
      'Other datasets use slides of the same archive; which ones they share with it is not known.',
    ],
    checked: false,
    sources: [
      'https://www.cancerimagingarchive.net/analysis-result/pan-cancer-nuclei-seg/',
      'https://doi.org/10.7937/TCIA.2019.4A4DKP9U',
      'https://doi.org/10.1038/s41597-020-0528-1',
    ],
  },
});

export const cytoDark0 = importable({
  slug: 'cytodark0',
  name: 'cytoDArk0',
  description: 'Neurons and glia in Nissl-stained sections of the brains of mammals, at two magnifications.',
  licence: 'not stated (not verified)',
  redistributable: false,
  sourceUrl: 'https://zenodo.org/records/13694738',
  citation: 'cytoDArk0. Zenodo record 13694738 (2024).',
  facts: {
    year: 2025,
    paperUrl: 'https://www.sciencedirect.com/science/article/pii/S0010482525013708',
    objects: ['cell'],
    modalities: ['brightfield'],
    stains: ['Nissl'],
    tissues: ['brain'],
    images: null,
    cells: null,
    imageSizes: '1024×1024 at 20×, 2048×2048 at 40×',
    pixelSizes: null,
    split: 'folds.csv: 0 is train, 1 validation and 2 test, as torch-em takes them',
    access: 'open',
    steps: [
      'Download cytoDArk0.zip from Zenodo (record 13694738).',
      'Unpack it into a folder. It holds 20x/1024x1024 and 40x/2048x2048.',
    ],
    commands: [
      'npx cellboard import cytodark0 cytoDArk0/',
      'npx cellboard import cytodark0 cytoDArk0/ --part 40x --dataset cytodark0-40x',
    ],
    notes: [
      'Both magnifications show the same places: put one of both on a board. The import reads 20× unless told otherwise.',
      'Which images are of one animal is not known.',
    ],
    checked: false,
    sources: [
      'https://zenodo.org/records/13694738',
      'https://www.sciencedirect.com/science/article/pii/S0010482525013708',
    ],
  },
});
