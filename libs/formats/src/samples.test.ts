import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { inspect } from './node.ts';
import type { Inspection } from './inspect.ts';

/**
 * Real files of many tools, which lie beside the repository where it is developed, against what other decoders make
 * of them: `tools/golden/sample-labels.py` writes the table and tells which decoder.
 */
const SAMPLES = new URL('../../../../shared/data/samples/', import.meta.url);
const here = existsSync(new URL('INVENTORY.csv', SAMPLES));
if (!here) console.warn('Skipped: there are no sample files beside the repository (../shared/data/samples).');

/** Where the verdict differs from the other decoder's, and why. */
const DIFFERENT: Readonly<Record<string, { is: string; because: string }>> = {
  'image_tiff/hpredict-1c-12b.tiff': {
    is: 'UNSUPPORTED',
    because: 'no tool writes labels of 12 bits with a predictor',
  },
  'image_tiff/tiled-oversize-gray-i8.tif': {
    is: 'NOT_LABELS',
    because: 'INVENTORY.csv says int8, but nothing read it',
  },
};

interface Row {
  readonly file: string;
  readonly sha256: string;
  /** `labels`, `image` for what is sound but no label image, or the code of the refusal. */
  readonly is: string;
  readonly ids: string;
  readonly sha1: string;
}

const rows = readFileSync(new URL('samples.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line): Row => {
    const [file = '', sha256 = '', is = '', ids = '', sha1 = ''] = line.split('\t');
    return { file, sha256, is: DIFFERENT[file]?.is ?? is, ids, sha1: DIFFERENT[file] ? '' : sha1 };
  });
const folders = [...new Set(rows.map(({ file }) => file.split('/')[0] ?? ''))];

for (const folder of folders) {
  const inFolder = rows.filter(({ file }) => file.startsWith(`${folder}/`));
  (here ? it : it.skip)(`${folder}: ${inFolder.length} files are what other decoders say`, async () => {
    for (const row of inFolder) {
      const bytes = new Uint8Array(readFileSync(new URL(encodeURIComponent(row.file).replaceAll('%2F', '/'), SAMPLES)));
      expect([row.file, sha256(bytes)]).toEqual([row.file, row.sha256]);
      const found = await inspect(bytes);
      expect([row.file, verdictOf(found)]).toEqual([row.file, row.is]);
      if (row.ids !== '' && found.ok) expect([row.file, found.cells]).toEqual([row.file, Number(row.ids)]);
      if (row.sha1 !== '') expect([row.file, found.sha1]).toEqual([row.file, row.sha1]);
      if (found.error) expect([row.file, found.error.message]).toEqual([row.file, expect.stringMatching(REMEDY)]);
    }
  });
}

/** Every refusal says what to do. */
const REMEDY = /\b(Save|Cut|Choose|Keep|Upload|Export|Outline|Pack)\b/;

function verdictOf({ error, sha1 }: Inspection): string {
  if (error) return error.code;
  return sha1 === null ? 'image' : 'labels';
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}
