/**
 * Measures how often the intervals hold the truth, on boards whose truth is known, and writes the table into
 * docs/statistics.md. `--runs N` and `--draws N` for a shorter measurement, which is printed only.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { boards } from './boards.ts';
import { measureCoverage } from './measure-coverage.ts';

const { values } = parseArgs({ options: { runs: { type: 'string' }, draws: { type: 'string' } } });
const runs = Number(values.runs ?? 2000);
const draws = Number(values.draws ?? 999);
const page = new URL('../../../docs/statistics.md', import.meta.url);
const [start, end] = ['<!-- coverage -->', '<!-- /coverage -->'];

const percent = (part: number): string => `${(part * 100).toFixed(1)} %`;
const lines = [
  `${runs} runs a board, ${draws} draws a run, 8 candidates.`,
  '',
  '| board | score | near difference | far difference | rank | ranks held | marked unreliable |',
  '| --- | --- | --- | --- | --- | --- | --- |',
];
for (const [seed, board] of boards.entries()) {
  const found = measureCoverage(board, { runs, draws, seed: seed + 1 });
  const held = [found.score, found.difference, found.farDifference, found.rank].map(percent);
  const cells = [board.name, ...held, found.rankWidth.toFixed(1), percent(found.unreliable)];
  lines.push(`| ${cells.join(' | ')} |`);
  console.info(cells.join(' · '));
}
if (values.runs === undefined && values.draws === undefined) {
  const text = await readFile(page, 'utf8');
  const [from, to] = [text.indexOf(start) + start.length, text.indexOf(end)];
  await writeFile(page, `${text.slice(0, from)}\n\n${lines.join('\n')}\n\n${text.slice(to)}`);
}
