import * as z from 'zod';
import { CheckpointId, Slug, Text, WebAddress } from '../identifiers.ts';

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
  checkpoints: z.array(Checkpoint),
});
export type Model = z.infer<typeof Model>;

/** Names a model. */
export const ModelQuery = z.strictObject({ model: Slug });
export type ModelQuery = z.infer<typeof ModelQuery>;
