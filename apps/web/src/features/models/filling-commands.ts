import type { Candidate, Model } from '@cellboard/contract';

/** A board that a model could stand on. */
export interface BoardPlace {
  readonly task: string;
  readonly taskName: string;
  readonly dataset: string;
  readonly datasetName: string;
}

const installs = /^(?:pip|conda|mamba|git|cd|source|python -m pip|uv) /;

/** The tool's own command for a candidate, as its install instructions end with it; null where they only install. */
export function runCommand({ installSnippet, candidates }: Model, candidate: Candidate): string | null {
  const line = installSnippet?.split('\n').at(-1) ?? '';
  if (line === '' || installs.test(line)) return null;
  // The instructions run one of the candidates: put this one's weights in its place.
  const names = candidates.flatMap(({ weights }) => weights?.name ?? []).sort((a, b) => b.length - a.length);
  const named = names.find((name) => line.split(/\s+/).includes(name));
  const wanted = candidate.weights?.name;
  return named === undefined || wanted === undefined ? line : line.replace(named, wanted);
}

/** The lines that put a candidate on a board: the tool's own command, where it is known, and the submission. */
export function fillingCommands(model: Model, candidate: Candidate, { task, dataset }: BoardPlace): string {
  const submit = `npx cellboard predictions add predictions/ --task ${task} --dataset ${dataset} --model ${model.slug} --candidate ${candidate.slug}`;
  const run = runCommand(model, candidate);
  return run === null ? submit : `${run}\n${submit}`;
}
