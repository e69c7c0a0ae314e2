import type { Slug } from '@cellboard/contract';

/** A file that anybody can download from its provider, without an account. */
export interface Download {
  readonly url: string;
  /** Its name on the disk; the layout reads it packed or unpacked. */
  readonly file: string;
  /** Its length; null where nobody has published it. */
  readonly bytes: number | null;
  /** Its checksum; null where nobody has published it. */
  readonly sha256: string | null;
}

interface Known {
  readonly bytes?: number;
  readonly sha256?: string;
}

function download(url: string, { bytes, sha256 }: Known = {}): Download {
  return { url, file: url.slice(url.lastIndexOf('/') + 1), bytes: bytes ?? null, sha256: sha256 ?? null };
}

const zenodo = (record: number, file: string, known: Known = {}): Download =>
  download(`https://zenodo.org/records/${record}/files/${file}`, known);

const broad = (path: string, known: Known = {}): Download =>
  download(`https://data.broadinstitute.org/bbbc/${path}`, known);

const warwick = (file: string, sha256: string): Download =>
  download(`https://warwick.ac.uk/fac/cross_fac/tia/data/pannuke/${file}`, { sha256 });

const rodare = (file: string, sha256: string): Download =>
  download(`https://rodare.hzdr.de/api/files/fae71336-c6d2-45b2-ae65-416c8f57b5a0/${file}`, { sha256 });

const liveCell = (path: string): Download =>
  download(`https://livecell-dataset.s3.eu-central-1.amazonaws.com/LIVECell_dataset_2021/${path}`);

/**
 * Where the files of catalogued datasets are, by the slug of the dataset. The checksums are those that public loaders
 * of these files state: torch-em (github.com/constantinpape/torch-em), and for the BBBC sets scripts that verify them.
 * Datasets behind an account, a form or a page with a download button are not here: their steps stand in words on their pages.
 */
const files: Readonly<Record<Slug, readonly Download[]>> = {
  tnbc: [
    zenodo(1175282, 'TNBC_NucleiSegmentation.zip', {
      sha256: 'da708c3a988f4ad4b9bbb9283b387faf703f0bc0e5e689927306bd27ea13a57f',
    }),
  ],
  nuinsseg: [zenodo(10518968, 'NuInsSeg.zip', { bytes: 1_627_427_342 })],
  lynsec: [
    zenodo(8065174, 'lynsec.zip', { sha256: '14b9b5a9c39cb41afc7f31de5a995cefff0947c215e14ab9c7a463f32fbbf4b6' }),
  ],
  puma: [
    zenodo(15050523, '01_training_dataset_tif_ROIs.zip'),
    zenodo(15050523, '01_training_dataset_geojson_nuclei.zip'),
  ],
  pannuke: [
    warwick('fold_1.zip', '6e19ad380300e8ce9480f9ab6a14cc91fa4b6a511609b40e3d70bdf9c881ed0b'),
    warwick('fold_2.zip', '5bc540cc509f64b5f5a274d6e5a245527dbd3e6d3155d43555115c5d54709b07'),
    warwick('fold_3.zip', 'c14d372981c42f611ebc80afad01702b89cad8c1b3089daa31931cf5a4b1a39d'),
  ],
  cytodark0: [
    zenodo(13694738, 'cytoDArk0.zip', { sha256: 'ce4b05675aa5057e277c8d4ab74524307e2402a3703f6bd80643b93ca9b70ff8' }),
  ],
  cellbindb: [zenodo(14312044, 'CellBinDB.zip')],
  'neurips-2022': [
    zenodo(10719375, 'Training-labeled.zip', {
      sha256: 'b2383929eb8e99b2716fa0d4e2f6e03983e626a57cf00fe85175869c54aa3592',
    }),
    zenodo(10719375, 'Tuning.zip', { sha256: '849423d36bb8fcc2d91a5b189a3b6d93c3d4071c9701eaaa44ba393a510459c4' }),
    zenodo(10719375, 'Testing.zip', { sha256: '3379730221f43830d30fddf131750e967c9c9bdf04f98811e852a050eb659ccc' }),
  ],
  's-bsst265': [
    download('https://www.ebi.ac.uk/biostudies/files/S-BSST265/dataset.zip', {
      sha256: '8285987ed4d57c46a46a55a33c1c085875ea41f429b59cde31d249741aa07ad1',
    }),
  ],
  'aitslab-bioimaging1': [
    zenodo(6657260, 'training_nuclei.zip', {
      sha256: 'df075941f4e561f9ef82d4c48d22cf97e3627a0b63fa136675197614813fff90',
    }),
    zenodo(6657260, 'development_nuclei.zip', {
      sha256: '722530a93fd5b67f61d52964651c715be6227c1c0508c4c95ef2b04b52fc1dd1',
    }),
    zenodo(6657260, 'test_nuclei.zip', { sha256: '377dc719c4eaf9bfa30273f7e3a4042d98dbbfc4a1c4af2a467879237bff592f' }),
  ],
  deepbacs: [
    zenodo(5551009, 'DeepBacs_Data_Segmentation_StarDist_MIXED_dataset.zip', {
      sha256: '2730e6b391637d6dc05bbc7b8c915fd8184d835ac3611e13f23ac6f10f86c2a0',
    }),
  ],
  helacytonuc: [
    rodare('HeLaCytoNuc_train.zip', '9241233246977df5b177f038257855773996ed4cdb5682f86d3a9d3f127970f3'),
    rodare('HeLaCytoNuc_validation.zip', '37c4c0904db2146620d5f9b4df4c116768712dafead8c8008b38f249a034bc8b'),
    rodare('HeLaCytoNuc_test.zip', '9f50e9b5df435cafb95d3434571df5cf70e0af387f5cdeb06081fb521f5ded0e'),
  ],
  'vicar-qpi': [
    zenodo(5153251, 'labelled.zip', { sha256: 'e4b6fc8ad3955c4e0fe0e95a9be03d4333b6d9029f675ae9652084cefc4aaab6' }),
  ],
  dsb2018: [broad('BBBC038/stage1_train.zip')],
  bbbc007: [
    broad('BBBC007/BBBC007_v1_images.zip', {
      bytes: 6_435_776,
      sha256: 'b7009e2fce0a3152a5c9adda916eaa699d09696f4bd02a7d05d12d041e30c6d1',
    }),
    broad('BBBC007/BBBC007_v1_outlines.zip', {
      sha256: '6a5246f9a9d743d22eafdb409fae638a8461af97e9ff9c4a92f25eba236224d3',
    }),
  ],
  bbbc020: [
    broad('BBBC020/BBBC020_v1_images.zip', {
      sha256: 'edf4a87be957ec2b7ab268bef92c2efae8e098dc0855a4fa9df80895ff7062e4',
    }),
    broad('BBBC020/BBBC020_v1_outlines_nuclei.zip', {
      sha256: 'b212f10013ae2a0260976cff2134204ecba226853922aea2ab5289051a47ceb7',
    }),
    broad('BBBC020/BBBC020_v1_outlines_cells.zip', {
      sha256: '6f65b05eb5d5c52829004760a01a93c07863676547605516b6e5fce47f8516d5',
    }),
  ],
  bbbc030: [
    broad('BBBC030/images.zip', { sha256: 'a6c3e4e5b22e959aef2d003d4b2112e18cdc45116af9ec49dd827b26d7c3df0c' }),
    broad('BBBC030/ground_truth.zip', { sha256: '6748fa1c0381a5841a1050338ecde6bb6f8a977f38b347352e598757e6da4711' }),
  ],
  bbbc039: [
    broad('BBBC039/images.zip', { sha256: '6f30a5d4fe38c928ded972704f085975f8dc0d65d9aa366df00e5a9d449fddd7' }),
    broad('BBBC039/masks.zip', { sha256: 'f9e6043d8ca56344a4886f96a700d804d6ee982f31e2b2cd3194af2a053c2710' }),
    broad('BBBC039/metadata.zip', { sha256: 'a2c1f900bed9ba92a99553efd4c2ae98598433691c7401d818653ab61110deb2' }),
  ],
  'hpa-cell-segmentation': [zenodo(4665863, 'hpa_dataset_v2.zip')],
  livecell: [
    liveCell('images.zip'),
    ...['train', 'val', 'test'].map((part) => liveCell(`annotations/LIVECell/livecell_coco_${part}.json`)),
  ],
};

/** Files that a provider offers instead of those above, by the slug of the dataset and the name that they are imported under. */
const records: Readonly<Record<Slug, Readonly<Record<Slug, readonly Download[]>>>> = {
  tnbc: {
    'tnbc-and-brain': [
      zenodo(3552674, 'TNBC_and_Brain_dataset.zip', {
        sha256: 'fa8a71748e04f5e6b8c9b5cdb79bb44c0096b6c0fd899c4b963e2e16fc521cf3',
      }),
    ],
  },
};

/**
 * The files of a catalogued dataset that anybody can download; none where that takes more than an address.
 *
 * @param record one of {@link recordsOf}, instead of the usual files
 */
export function downloadsOf(dataset: Slug, record?: Slug): readonly Download[] {
  return (record === undefined ? files[dataset] : records[dataset]?.[record]) ?? [];
}

/** The records that a provider offers of a dataset beside the usual files, by the name that they are imported under. */
export function recordsOf(dataset: Slug): readonly Slug[] {
  return Object.keys(records[dataset] ?? {});
}
