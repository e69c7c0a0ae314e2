import { isDeepStrictEqual } from 'node:util';
import type { Candidate, NewCandidate } from '@cellboard/contract';
import { UsageError } from '../usage-error.ts';
import type { CandidateFlags } from './add-flags.ts';

/** What options say of a candidate. */
interface Described {
  readonly declared: NewCandidate;
  /** Only what was given is compared. */
  readonly flags: CandidateFlags;
}

/**
 * Refuses options that describe a candidate otherwise than it is: its results would be shown under a description that
 * is not theirs.
 *
 * @throws UsageError naming the options
 */
export function refuseOther(candidate: Candidate, { declared, flags }: Described): void {
  const [is, said] = [
    { ...factsOf(candidate), ...weightsAsMade(candidate) },
    { ...factsOf(declared), ...weightsAsSaid(declared) },
  ];
  const given = (Object.keys(is) as (keyof CandidateFlags)[]).filter((flag) => flags[flag] !== undefined);
  const other = given.filter((flag) => !isDeepStrictEqual(is[flag], said[flag]));
  if (other.length === 0) return;
  throw new UsageError(
    `The candidate ${candidate.slug} exists already, and these options describe it otherwise: ` +
      `${other.map(optionOf).join(', ')}. Leave them out, or name a new candidate with --candidate.`,
  );
}

/** What each option says, so that two descriptions can be compared option by option. */
type Facts = Record<keyof CandidateFlags, unknown>;
type WeightsFlag = 'weights' | 'weightsName' | 'weightsFile' | 'finetunedFrom' | 'trainingData';

function factsOf({ name, kind, mode, settings, tunedOn }: NewCandidate | Candidate): Omit<Facts, WeightsFlag> {
  return { candidateName: name, kind, mode, setting: sorted(settings), tunedOn };
}

function weightsAsMade({ weights }: Candidate): Pick<Facts, WeightsFlag> {
  if (!weights) return noWeights;
  const { slug, name, sha256, parent, sources } = weights;
  const own = sources?.filter(({ inherited }) => !inherited).map((source) => source.slug) ?? null;
  return { weights: slug, weightsName: name, weightsFile: sha256, finetunedFrom: parent, trainingData: own?.sort() };
}

function weightsAsSaid({ weights }: NewCandidate): Pick<Facts, WeightsFlag> {
  if (!weights) return noWeights;
  const { slug, name, sha256, parent, sources } = weights;
  return {
    weights: slug,
    weightsName: name,
    weightsFile: sha256,
    finetunedFrom: parent,
    trainingData: sources?.toSorted(),
  };
}

const noWeights = { weights: null, weightsName: null, weightsFile: null, finetunedFrom: null, trainingData: null };

function sorted(settings: NewCandidate['settings']): [string, unknown][] {
  return Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `candidateName` as it is typed: `--candidate-name`. */
export function optionOf(flag: string): string {
  return `--${flag.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
