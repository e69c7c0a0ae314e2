import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeLabels } from '../src/node.ts';
import { judgeLabels } from '../src/plausibility/judge-labels.ts';

/**
 * What it costs to look whether a label image can be one of cells, as a ratio to decoding the same file:
 * `node --conditions=@cellboard/source bench/plausibility.bench.ts <folder of label images> [images]`
 */
const [folder, count = '20'] = process.argv.slice(2);
if (folder === undefined || !existsSync(folder)) throw new Error('Name a folder with label images.');

const ROUNDS = 30;

/** Milliseconds of the fastest of several runs. */
async function fastest(run: () => unknown): Promise<number> {
  let best = Infinity;
  for (let i = 0; i < ROUNDS; i++) {
    const start = performance.now();
    await run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

const ratios: number[] = [];
let [decoding, judging] = [0, 0];
for (const name of readdirSync(folder).sort().slice(0, Number(count))) {
  const file = readFileSync(join(folder, name));
  const labels = await decodeLabels(file);
  const decode = await fastest(() => decodeLabels(file));
  // A new object each time: the runs of a label image are found once and kept.
  const judge = await fastest(() => judgeLabels({ ...labels }));
  decoding += decode;
  judging += judge;
  ratios.push(judge / decode);
}
ratios.sort((a, b) => a - b);
const figure = (value: number | undefined) => (value ?? NaN).toFixed(2);
console.log(
  `${ratios.length} label images: decoding ${figure(decoding)} ms, judging ${figure(judging)} ms in all. ` +
    `Judging takes ${figure(ratios[ratios.length >> 1])} of decoding (median; ${figure(ratios[0])} to ${figure(ratios.at(-1))}).`,
);
