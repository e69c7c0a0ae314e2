import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { DatasetError } from '../entries/dataset-error.ts';
import { orUnreadable } from '../files/unreadable.ts';
import type { PairRow, PairRows } from '../pairs/pair-rules.ts';
import { pairedLayout } from '../pairs/paired-layout.ts';
import { slideOf } from '../tissue/slide-of.ts';

/** Codes of The Cancer Genome Atlas for the cancers in the dataset, and the organs that they are of. */
const organs: Readonly<Record<string, string>> = {
  blca: 'bladder',
  brca: 'breast',
  cesc: 'cervix',
  coad: 'colon',
  gbm: 'brain',
  luad: 'lung',
  lusc: 'lung',
  paad: 'pancreas',
  prad: 'prostate',
  read: 'rectum',
  skcm: 'skin',
  stad: 'stomach',
  ucec: 'uterus',
  uvm: 'eye',
};

const USUAL_PART = 'corrected';

/** The line from which on the list of patches is CSV; some copies of it are packed with gzip. */
const HEAD = 'Patch-ID,';

async function crosswalkRows(path: string): Promise<PairRows> {
  const text = await orUnreadable(path, async () => {
    const bytes = await readFile(path);
    return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
  });
  const [head, ...lines] = text.slice(Math.max(0, text.indexOf(HEAD))).split(/\r?\n/);
  if (!head?.startsWith(HEAD))
    throw new DatasetError(
      'MANIFEST_UNREADABLE',
      `${path} has no line that begins with "${HEAD}", so it is not the list of patches. Download it again, or remove it.`,
    );
  const columns = head.split(',');
  const rows = new Map<string, PairRow>();
  for (const line of lines) {
    const words = line.split(',').map((word) => word.trim());
    const id = words[0] ?? '';
    if (/^\d+$/.test(id))
      rows.set(String(Number(id)), Object.fromEntries(columns.map((name, i) => [name, words[i] ?? ''])));
  }
  return { rows, notes: [] };
}

/**
 * The layout of the manual part of Pan-Cancer-Nuclei-Seg (Hou et al., Scientific Data 2020): a patch and its label image
 * in files such as `12_crop.png` and `12_labeled_mask_corrected.png`. For 27 patches there are label images of three
 * annotators too, each a part of its own. The list of patches says the slide and the cancer of each.
 */
export const pcnsLayout = pairedLayout({
  name: 'PCNS',
  description: 'N_crop.png and N_labeled_mask_corrected.png for each patch, and the list of patches.',
  outlines: ['nucleus'],
  image: /(?:^|\/)0*(?<stem>\d+)_crop\.png$/i,
  truth: /(?:^|\/)0*(?<stem>\d+)_labeled_mask_(?<by>corrected|common[012])\.png$/i,
  expected: '12_crop.png and 12_labeled_mask_corrected.png, and so on',
  parts: {
    about: 'corrected (taken if left out), common0, common1 or common2',
    of: ({ by = '' }) => by.toLowerCase(),
    usual: USUAL_PART,
    ofTruths: true,
  },
  unlabelled:
    'Of each of the three annotators there are 27 patches; the corrected label images should be there for all.',
  table: {
    file: /(?:^|\/)[^/]*(?:patches_to_TCGA|crosswalk)[^/]*\.txt(?:\.gz)?$/i,
    rowsIn: crosswalkRows,
    states: 'slides and organs',
  },
  keyOf: ({ stem = '' }) => `pcns_${stem.padStart(4, '0')}`,
  tagsOf: (_, row = {}) => {
    const cancer = (row['CancerType'] ?? '').toLowerCase();
    return {
      modality: 'brightfield',
      stain: 'H&E',
      tissue: organs[cancer] ?? (cancer || null),
      cluster: slideOf(Object.values(row).join(' ')),
    };
  },
});
