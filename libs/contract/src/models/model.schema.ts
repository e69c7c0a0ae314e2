import * as z from 'zod';
import { CheckpointId, Slug, Text, WebAddress } from '../identifiers.ts';
import { TaskObject } from '../tasks/task.schema.ts';

const Link = WebAddress.nullable().default(null);

/** A method with one set of weights: what is ranked. */
export const NewModel = z.strictObject({
  slug: Slug,
  name: Text.trim().min(1).max(120),
  description: Text.max(4000).default(''),
  /** Who made it, as it stands on the board. */
  developer: Text.trim().min(1).max(120),
  /** Such as "supervised", "weakly supervised", "none (classical)". */
  learningMethod: Text.max(80).nullable().default(null),
  backbone: Text.max(80).nullable().default(null),
  paramCount: z.int().min(0).nullable().default(null),
  licence: Text.max(120).nullable().default(null),
  paperUrl: Link,
  codeUrl: Link,
  checkpoint: z.strictObject({
    slug: Slug,
    name: Text.trim().min(1).max(120),
    /** Names of the datasets it was trained on; null where nobody has declared it. */
    trainingData: z.array(Text.trim().min(1).max(120)).max(50).nullable().default(null),
  }),
});
export type NewModel = z.infer<typeof NewModel>;

export const Checkpoint = z.strictObject({
  id: CheckpointId,
  slug: Slug,
  name: z.string(),
  trainingData: z.array(z.string()).nullable(),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

const Line = Text.trim().min(1).max(600);

/** What the catalogue knows of a method beside its card. Unknown stays null, or an empty list. */
export const ModelFacts = z.strictObject({
  /** In which it was published. */
  year: z.int().min(1990).max(2100).nullable(),
  /** What it outlines. */
  objects: z.array(TaskObject),
  /** Licence of the weights, where it differs from that of the code or carries terms of the training data. */
  weightsLicence: Line.nullable(),
  /** Files that its own tools write. */
  writes: Line.nullable(),
  /** How these files are brought to a board. */
  bring: Line.nullable(),
  notes: z.array(Line).max(12),
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
  /** Why it is listed and never ranked; null where it can be. */
  ineligible: z.string().nullable(),
  /** Null where the catalogue does not know it. */
  facts: ModelFacts.nullable(),
  checkpoints: z.array(Checkpoint),
});
export type Model = z.infer<typeof Model>;

/** Names a model. */
export const ModelQuery = z.strictObject({ model: Slug });
export type ModelQuery = z.infer<typeof ModelQuery>;
