import * as readers from '@cellboard/formats/browser';
import { blobSource } from '@cellboard/formats/browser';
import { checkSet } from '@cellboard/preflight';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { drawOutlines } from './draw-outlines.ts';
import type { Checked, Outlines, PreflightAnswer, PreflightRequest } from './messages.ts';
import { packFiles } from './pack-files.ts';

/** Predictions that are drawn. */
const DRAWN = 6;

const say = (answer: PreflightAnswer) => {
  postMessage(answer);
};

addEventListener('message', ({ data }: MessageEvent<PreflightRequest>) => {
  check(data).then(
    (checked) => {
      say({ kind: 'checked', checked });
    },
    (error: unknown) => {
      say({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    },
  );
});

async function check({ files, task, images }: PreflightRequest): Promise<Checked> {
  const file = await packFiles(files);
  const onProgress = (done: number, total: number) => {
    say({ kind: 'progress', done, total });
  };
  const target = { task, dataset: null, images };
  const { report, set } = await checkSet(target, { name: file.name, file: blobSource(file) }, { readers, onProgress });
  const outlines: Outlines[] = [];
  for (const { dataset, image, file: path } of someOf(report.files.filter(({ state }) => state === 'sound'))) {
    const entry = set?.listing.entries.find((one) => one.path === path);
    const size = images.find((one) => one.dataset === dataset && one.name === image);
    if (!set || !entry || !size) continue;
    const bytes = await set.take(entry, { size: { width: size.width, height: size.height } });
    outlines.push({ dataset, image, ...drawOutlines(await readers.decodeLabels(bytes, { size })) });
  }
  return { report, file, sha256: await hashOf(file), outlines };
}

/** Some items at random, each once. */
function someOf<T>(items: readonly T[]): T[] {
  const left = [...items];
  const some: T[] = [];
  while (some.length < DRAWN && left.length > 0) some.push(...left.splice(Math.floor(Math.random() * left.length), 1));
  return some;
}

/** By a library, because browsers hash on encrypted connections only, and only what fits into memory. */
async function hashOf(file: Blob): Promise<string> {
  const hash = sha256.create();
  const PIECE = 4 * 2 ** 20;
  for (let at = 0; at < file.size; at += PIECE)
    hash.update(new Uint8Array(await file.slice(at, at + PIECE).arrayBuffer()));
  return bytesToHex(hash.digest());
}
