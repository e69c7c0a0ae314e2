import * as z from 'zod';
import { TeamId } from '../teams/team.schema.ts';
import { CandidateId, OneLine, Sha256, Slug, Text, WebAddress } from '../identifiers.ts';
import { pageQuery } from '../page.ts';
import { LabelReading } from '../submissions/submission.schema.ts';
import { TaskObject } from '../tasks/task.schema.ts';

const Link = WebAddress.nullable().default(null);
const Line = Text.trim().min(1).max(600);

/**
 * What a candidate is for: a method to compare, a control made from the truth, or a second person's outlines.
 * Controls and annotators give the scale of a board and are never ranked.
 */
export const CandidateKind = z.enum(['method', 'control', 'annotator']);
export type CandidateKind = z.infer<typeof CandidateKind>;

/** Settings that a method was run with, such as `{ "diameter": 30 }`. Keys are kept sorted. */
export const Settings = z
  .record(OneLine.min(1).max(80), z.union([OneLine.max(500), z.number(), z.boolean(), z.null()]))
  .refine((settings) => Object.keys(settings).length <= 50, 'Give at most 50 settings.');
export type Settings = z.infer<typeof Settings>;

/** Names weights of a model. */
export const WeightsRef = z.strictObject({ model: Slug, weights: Slug });
export type WeightsRef = z.infer<typeof WeightsRef>;

/** A set of weights, with what it was trained on. */
export const NewWeights = z.strictObject({
  slug: Slug,
  name: OneLine.trim().min(1).max(120),
  sha256: Sha256.nullable().default(null),
  /** The weights that training began from; what those have seen, these have seen too. */
  parent: WeightsRef.nullable().default(null),
  /** Sources of the training data, from `sources.list`; empty for none, null for "not disclosed". */
  sources: z.array(Slug).max(100).nullable().default(null),
  /** False where it was also trained on images whose sources are not disclosed. */
  complete: z.boolean().default(true),
});
export type NewWeights = z.infer<typeof NewWeights>;

/** What is ranked: a model with one set of weights and settings. */
export const NewCandidate = z.strictObject({
  slug: Slug,
  name: OneLine.trim().min(1).max(120),
  kind: CandidateKind.default('method'),
  /** Null for methods that need no weights. */
  weights: NewWeights.nullable().default(null),
  /** How the method was run where it can be run in several ways, such as `automatic`. */
  mode: OneLine.trim().min(1).max(80).nullable().default(null),
  settings: Settings.default({}),
  /** The task whose images its settings were chosen on. */
  tunedOn: Slug.nullable().default(null),
});
export type NewCandidate = z.infer<typeof NewCandidate>;

/** A model with a candidate; further candidates are added by the same request with another candidate. */
export const NewModel = z.strictObject({
  slug: Slug,
  name: OneLine.trim().min(1).max(120),
  description: Text.max(4000).default(''),
  /** Who made it, as shown on the board. */
  developer: OneLine.trim().min(1).max(120),
  /** Such as "supervised", "weakly supervised", "none (classical)". */
  learningMethod: OneLine.max(80).nullable().default(null),
  backbone: OneLine.max(80).nullable().default(null),
  paramCount: z.int().min(0).nullable().default(null),
  licence: OneLine.max(120).nullable().default(null),
  paperUrl: Link,
  codeUrl: Link,
  /** Whether its weights can be downloaded; null where nobody has said. */
  weightsAvailable: z.boolean().nullable().default(null),
  /** The team whose members may change it; you alone may where it is left out. */
  team: TeamId.optional(),
  candidate: NewCandidate,
});
export type NewModel = z.infer<typeof NewModel>;

/** Weights as a model's page shows them. */
export const Weights = z.strictObject({
  slug: Slug,
  name: z.string(),
  sha256: Sha256.nullable(),
  parent: WeightsRef.nullable(),
  /** Declared sources, those of the parent included, by name; null for "not disclosed". */
  sources: z.array(z.strictObject({ slug: Slug, name: z.string(), inherited: z.boolean() })).nullable(),
  /** False where it was also trained on images whose sources are not disclosed. */
  complete: z.boolean(),
  /** What was declared before the vocabulary of sources existed and matches none of its names. */
  note: z.string().nullable(),
});
export type Weights = z.infer<typeof Weights>;

export const Candidate = z.strictObject({
  id: CandidateId,
  slug: Slug,
  name: z.string(),
  kind: CandidateKind,
  /** Null for methods that need no weights. */
  weights: Weights.nullable(),
  mode: z.string().nullable(),
  settings: Settings,
  tunedOn: Slug.nullable(),
  /** When somebody last checked that it runs; ISO 8601, UTC. */
  lastVerifiedAt: z.iso.datetime().nullable(),
});
export type Candidate = z.infer<typeof Candidate>;

/** What the catalogue knows of a method beside its card. Unknown stays null, or an empty list. */
export const ModelFacts = z.strictObject({
  /** Of publication. */
  year: z.int().min(1990).max(2100).nullable(),
  /** What it outlines. */
  objects: z.array(TaskObject),
  /** Licence of the weights, where it differs from that of the code or carries terms of the training data. */
  weightsLicence: Line.nullable(),
  /** Files that its own tools write. */
  writes: Line.nullable(),
  /** How to submit these files. */
  bring: Line.nullable(),
  notes: z.array(Line).max(12),
  /** Day on which somebody last compared these facts, and the install commands, with their sources. */
  checkedOn: z.iso.date().nullable().default(null),
  /** Where these facts are from. */
  sources: z.array(WebAddress).max(12),
});
export type ModelFacts = z.infer<typeof ModelFacts>;

export const Model = z.strictObject({
  slug: Slug,
  name: z.string(),
  description: z.string(),
  developer: z.string(),
  learningMethod: z.string().nullable(),
  backbone: z.string().nullable(),
  paramCount: z.int().nullable(),
  licence: z.string().nullable(),
  paperUrl: z.string().nullable(),
  codeUrl: z.string().nullable(),
  /** Null where nobody has said. */
  weightsAvailable: z.boolean().nullable(),
  installSnippet: z.string().nullable(),
  /** True for the methods that this software runs itself; they take no predictions from outside. */
  builtIn: z.boolean(),
  /** Why it is listed and never ranked; null where it can be. */
  ineligible: z.string().nullable(),
  /** Null where the catalogue does not know it. */
  facts: ModelFacts.nullable(),
  /** Oldest first. */
  candidates: z.array(Candidate),
  /** Boards that it stands on now. */
  boardCount: z.int().min(0),
});
export type Model = z.infer<typeof Model>;

/** Replaces what weights are declared to have been trained on, without what they inherit. */
export const DeclareSources = z.strictObject({
  model: Slug,
  weights: Slug,
  ...NewWeights.pick({ sources: true, complete: true }).shape,
  reason: Text.trim().min(1).max(500),
});
export type DeclareSources = z.infer<typeof DeclareSources>;

/** Gives a model to a team, or to yourself. */
export const AssignModel = z.strictObject({
  model: Slug,
  /** Null for yourself. */
  team: TeamId.nullable(),
  reason: OneLine.trim().min(3, 'Give a reason.').max(500),
});
export type AssignModel = z.infer<typeof AssignModel>;

/** Names a model. */
export const ModelQuery = z.strictObject({ model: Slug });
export type ModelQuery = z.infer<typeof ModelQuery>;

export const ModelsQuery = z.strictObject({ ...pageQuery });
export type ModelsQuery = z.infer<typeof ModelsQuery>;

/** A place of one of a model's candidates on the board of a dataset. */
export const ModelResult = z.strictObject({
  task: Slug,
  taskName: z.string(),
  dataset: Slug,
  datasetName: z.string(),
  candidate: Slug,
  candidateName: z.string(),
  /** The metric that ranks the task, its score there, and the rank among so many. */
  metric: z.string(),
  metricName: z.string(),
  score: z.number().nullable(),
  rank: z.int().min(1).nullable(),
  rankedCount: z.int().min(0),
  /** How the files of the submission were read; null where nothing had to be chosen. */
  reading: LabelReading.nullable(),
});
export type ModelResult = z.infer<typeof ModelResult>;
