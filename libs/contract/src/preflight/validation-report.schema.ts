import * as z from 'zod';
import { ImageName, Slug } from '../identifiers.ts';

/**
 * What can be wrong with a set of predictions. Clients branch on these codes, so none is ever renamed.
 *
 * The set itself: `set-unreadable`, `nothing-matches`, `unnamed-images`. Names: `missing`, `extra`, `ambiguous`,
 * `dataset-unclear`, `ignored`. Files: `unreadable`, `not-labels`, `transposed`, `other-size`, `too-many-cells`,
 * `no-cells`, `doubtful`, `identical`. `checked-after-upload`: only the server can decode the file.
 */
export const ValidationCode = z.enum([
  ...(['set-unreadable', 'nothing-matches', 'unnamed-images'] as const),
  ...(['ambiguous', 'dataset-unclear'] as const),
  ...(['unreadable', 'not-labels', 'transposed', 'other-size', 'too-many-cells'] as const),
  ...(['extra', 'missing', 'no-cells', 'identical', 'doubtful'] as const),
  ...(['checked-after-upload', 'ignored'] as const),
]);
export type ValidationCode = z.infer<typeof ValidationCode>;

/** An `error` has to be fixed. A `warning` lowers scores. A `note` is worth knowing. */
export const Severity = z.enum(['error', 'warning', 'note']);
export type Severity = z.infer<typeof Severity>;

/** One file or image that a problem is about. */
export const ValidationItem = z.strictObject({
  /** Path in the set; null where the image has no file. */
  file: z.string().nullable(),
  dataset: Slug.nullable(),
  image: z.string().nullable(),
  message: z.string(),
  /** The name that the file should probably have. */
  rename: z.string().nullable(),
});
export type ValidationItem = z.infer<typeof ValidationItem>;

/** Everything of one kind that is wrong with a set, with one way to fix it. */
export const ValidationProblem = z.strictObject({
  code: ValidationCode,
  severity: Severity,
  title: z.string(),
  fix: z.string(),
  /** Lines of Python that fix the files; null where no general ones do. */
  script: z.string().nullable(),
  /** All items; the list holds the first of them. */
  count: z.int().min(1),
  items: z.array(ValidationItem),
});
export type ValidationProblem = z.infer<typeof ValidationProblem>;

/** The prediction of one image. Unknown facts are null. */
export const ValidatedFile = z.strictObject({
  file: z.string(),
  dataset: Slug,
  image: ImageName,
  /** In pixels. */
  width: z.int().nullable(),
  /** In pixels. */
  height: z.int().nullable(),
  /** Type of a sample as stored, such as `uint16`. */
  dtype: z.string().nullable(),
  /** Id of the format. */
  format: z.string().nullable(),
  cells: z.int().nullable(),
  maxId: z.int().nullable(),
  /** `unchecked`: only the server can decode it. */
  state: z.enum(['sound', 'refused', 'unchecked']),
});
export type ValidatedFile = z.infer<typeof ValidatedFile>;

/**
 * What a set of predictions is worth for a task, before anything of it is scored. Browser, command line and server make
 * the same report for the same set, but for the files that only the server can decode.
 */
export const ValidationReport = z.strictObject({
  task: Slug,
  /** The only dataset that the set is for; null for the whole task. */
  dataset: Slug.nullable(),
  /** `ready`: every image has a sound prediction. `incomplete`: some have none. `refused`: something has to be fixed. */
  verdict: z.enum(['ready', 'incomplete', 'refused']),
  /** How the set was given; null where it could not be opened. */
  kind: z.enum(['archive', 'images', 'image']).nullable(),
  /** Images that are scored, of the datasets that the set has predictions for. */
  expected: z.int().min(0),
  /** Images with a prediction, and those of them that are scored. */
  found: z.int().min(0),
  scored: z.int().min(0),
  /** Expected images without a prediction. */
  missing: z.int().min(0),
  /** Files that belong to no image. */
  extra: z.int().min(0),
  /** Cells of all sound predictions. */
  cells: z.int().min(0),
  /** Errors first. */
  problems: z.array(ValidationProblem),
  /** By dataset and image. */
  files: z.array(ValidatedFile),
});
export type ValidationReport = z.infer<typeof ValidationReport>;
