// What it costs to score one more submission of the job that the benchmark grew from (512 × 512 pixels, 87 cells), by
// pair: every metric alone, and the scorer of the server with its processes, from label files and from PNG. Processor
// time of this process and of those that it started, as the system counts it; Linux only.
// Run with: node --conditions=@cellboard/source tools/bench/score-submission.mjs [pairs]
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createScorer } from '../../libs/evaluation/src/index.ts';
import { encodePng16, readLabelFile, writeLabelFile } from '../../libs/formats/src/node.ts';
import { ndArray, toLabelImage } from '../../libs/labels/src/index.ts';
import { evaluatePair, resolveMetrics } from '../../libs/metrics/src/index.ts';
import { cellImages } from '../../libs/metrics/bench/cell-images.ts';

const PAIRS = Number(process.argv[2] ?? 500);
/** Passes over the pairs before those that count: in 7,000 images nearly all are scored by compiled code. */
const WARM_PASSES = 3;
/** The cheapest of so many passes counts: others that work on the machine only ever add to one. */
const PASSES = 3;
const SIDE = 512;
const CELLS = 87;
const TICKS_PER_SECOND = 100;
const folder = mkdtempSync(join(tmpdir(), 'cellboard-score-'));
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Processor time in ms that this process and those it started have taken so far. */
function spent() {
  const own = readFileSync('/proc/self/stat', 'utf8').split(') ')[0].split(' ')[0];
  const of = (pid) => {
    const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13);
    return ((Number(user) + Number(system)) * 1000) / TICKS_PER_SECOND;
  };
  const children = readdirSync('/proc/self/task').flatMap((task) =>
    readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
  );
  return [own, ...children].reduce((sum, pid) => sum + of(pid), 0);
}

async function makePair(seed) {
  const pair = cellImages({ height: SIDE, width: SIDE, cells: CELLS, seed });
  const made = { image: String(seed), png: {}, kept: {}, files: {} };
  for (const kind of ['truth', 'prediction']) {
    const pixels = ndArray(pair[kind], [SIDE, SIDE]);
    const png = await encodePng16(pixels);
    const original = sha256(png);
    const file = await writeLabelFile(toLabelImage(pixels), original);
    made.png[kind] = join(folder, `${seed}-${kind}.png`);
    made.kept[kind] = { path: join(folder, `${seed}-${kind}`), sha256: sha256(file), original };
    made.files[kind] = file;
    writeFileSync(made.png[kind], png);
    writeFileSync(made.kept[kind].path, file);
  }
  return made;
}

/** The least processor time of a pass, in ms a pair, and what that pass answered. */
async function cheapest(pass) {
  for (let warm = 0; warm < WARM_PASSES; warm++) await pass();
  const passes = [];
  for (let k = 0; k < PASSES; k++) {
    const before = spent();
    const answer = await pass();
    passes.push({ cpu: (spent() - before) / PAIRS, answer });
  }
  return passes.sort((a, b) => a.cpu - b.cpu)[0];
}

async function metricsAlone(pairs) {
  const read = async (file) => (await readLabelFile(file)).labels;
  const passes = [];
  for (let k = 0; k < WARM_PASSES + PASSES; k++) {
    const images = []; // read anew: shapes are worked out once for each
    for (const { files } of pairs) images.push([await read(files.truth), await read(files.prediction)]);
    const before = spent();
    for (const [truth, prediction] of images) evaluatePair(truth, prediction);
    passes.push((spent() - before) / PAIRS);
  }
  return Math.min(...passes.slice(WARM_PASSES));
}

async function scored(pairs, source) {
  const scorer = createScorer({ processes: 2 });
  const jobs = pairs.map(({ image, [source]: files }) => ({ image, ...files }));
  const { cpu, answer } = await cheapest(async () => {
    const results = await scorer.score(jobs, { metrics: resolveMetrics('all'), perCell: false });
    for (const result of results) if (result.error) console.error(result);
    return results;
  });
  const mean = (part) => answer.reduce((sum, { timing }) => sum + timing[part], 0) / PAIRS;
  await scorer.close();
  return { cpu, decode: mean('decodeMs'), metrics: mean('metricMs') };
}

const pairs = [];
for (let seed = 0; seed < PAIRS; seed++) pairs.push(await makePair(seed));
const alone = await metricsAlone(pairs);
const [kept, png] = [await scored(pairs, 'kept'), await scored(pairs, 'png')];
rmSync(folder, { recursive: true });
const row = ({ cpu, decode, metrics }) => ({
  'processor ms a pair': cpu.toFixed(2),
  'to metrics alone': (cpu / alone).toFixed(2),
  'decoding, ms of a process': decode.toFixed(2),
  'metrics, ms of a process': metrics.toFixed(2),
  'both to metrics': ((decode + metrics) / metrics).toFixed(2),
});
console.table({
  'every metric alone': { 'processor ms a pair': alone.toFixed(2) },
  'label files, in processes': row(kept),
  'PNG, in processes': row(png),
});
