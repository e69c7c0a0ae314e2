import type { Candidate, Model } from '@cellboard/contract';

/** A board that a model could stand on. */
export interface BoardPlace {
  readonly task: string;
  readonly taskName: string;
  readonly dataset: string;
  readonly datasetName: string;
}

const installs = /^(?:pip|conda|mamba|git|cd|source|python -m pip|uv) /;

/**
 * The tool's own command for a candidate, as the install instructions of its model end with it; null where they only
 * install, and where nothing says how the candidate's weights, mode or settings are chosen: another command would give
 * the results of another candidate.
 */
export function runCommand({ installSnippet, candidates }: Model, candidate: Candidate): string | null {
  const line = installSnippet?.split('\n').at(-1) ?? '';
  if (line === '' || installs.test(line)) return null;
  if (candidates.length === 1) return line;
  const words = line.split(/(\s+)/);
  const named = candidates.find(({ weights }) => weights !== null && words.includes(weights.name));
  const wanted = candidate.weights?.name ?? '';
  if (!named || !differOnlyInWeights(candidate, named) || !/^\S+$/.test(wanted)) return null;
  return words.map((word) => (word === named.weights?.name ? wanted : word)).join('');
}

function differOnlyInWeights(a: Candidate, b: Candidate): boolean {
  return a.mode === b.mode && JSON.stringify(a.settings) === JSON.stringify(b.settings);
}

/** The lines that put a candidate on a board: the tool's own command, where it is known, and the submission. */
export function fillingCommands(model: Model, candidate: Candidate, { task, dataset }: BoardPlace): string {
  const submit = `npx cellboard predictions add predictions/ --task ${task} --dataset ${dataset} --model ${model.slug} --candidate ${candidate.slug}`;
  const run = runCommand(model, candidate);
  return run === null ? submit : `${run}\n${submit}`;
}
