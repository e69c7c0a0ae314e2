import * as z from 'zod';
import { Text, WebAddress } from '../identifiers.ts';
import { TaskObject } from '../tasks/task.schema.ts';

const Line = Text.trim().min(1).max(600);
const Words = z.array(Text.trim().min(1).max(80)).max(60);

/** How a dataset is handed out: to everyone, to who has an account with the provider, or on request. */
export const DatasetAccess = z.enum(['open', 'account', 'request']);
export type DatasetAccess = z.infer<typeof DatasetAccess>;

/** What the catalogue knows of a dataset as its authors published it. Unknown stays null, or an empty list. */
export const DatasetFacts = z.strictObject({
  /** In which it was published. */
  year: z.int().min(1990).max(2100).nullable(),
  paperUrl: WebAddress.nullable(),
  /** What its truths outline; empty where they outline no cells. */
  objects: z.array(TaskObject),
  modalities: Words,
  stains: Words,
  tissues: Words,
  /** Images and cells in the words of the authors, or as counted in their files. */
  images: z.int().min(1).nullable(),
  cells: z.int().min(1).nullable(),
  /** Such as "512×512" or "vary". */
  imageSizes: Line.nullable(),
  /** Side of a pixel, such as "0.5 µm". */
  pixelSizes: Line.nullable(),
  /** How the authors divide it into training and test images. */
  split: Line.nullable(),
  access: DatasetAccess,
  /** How to get the files, a step each. */
  steps: z.array(Line).max(12),
  /** Commands that import the files, best first; empty where they cannot be imported. */
  commands: z.array(Line).max(6),
  /** Why no task can be made of it; null where one can. */
  ineligible: Line.nullable(),
  /** What who uses it should know: defects, versions, rules. */
  notes: z.array(Line).max(12),
  /** Whether the reader and these facts were compared with the archive that the authors publish. */
  checked: z.boolean().default(false),
  /** Where these facts are from. */
  sources: z.array(WebAddress).max(12),
});
export type DatasetFacts = z.infer<typeof DatasetFacts>;
