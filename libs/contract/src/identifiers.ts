import * as z from 'zod';

/** Words of people. The database keeps no NUL character. */
export const Text = z.string().regex(/^[^\0]*$/u, 'Leave out the NUL character.');

/** An address on the web. */
export const WebAddress = z.url({ protocol: /^https?$/ }).regex(/^[^\0]*$/u, 'Leave out the NUL character.');

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const SLUG_RULE = 'Use 2 to 64 lower-case letters, digits and single hyphens, such as "dsb2018-nuclei".';

/** A name for addresses: lower-case letters, digits and single hyphens, 2 to 64 characters. */
export const Slug = z.string().min(2, SLUG_RULE).max(64, SLUG_RULE).regex(SLUG, SLUG_RULE);
export type Slug = z.infer<typeof Slug>;

/** The name of an image within its dataset: a file stem of 1 to 200 characters without slashes or control characters. */
export const ImageName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^/\\\p{Cc}]+$/u, 'Use the file name without its folder and ending.')
  .refine((name) => name !== '.' && name !== '..', 'Use the file name without its folder and ending.');
export type ImageName = z.infer<typeof ImageName>;

export const ImageId = z.uuid().brand<'ImageId'>();
export type ImageId = z.infer<typeof ImageId>;

export const DeveloperId = z.uuid().brand<'DeveloperId'>();
export type DeveloperId = z.infer<typeof DeveloperId>;

export const CandidateId = z.uuid().brand<'CandidateId'>();
export type CandidateId = z.infer<typeof CandidateId>;

export const SubmissionId = z.uuid().brand<'SubmissionId'>();
export type SubmissionId = z.infer<typeof SubmissionId>;

/** SHA-256 of a file's bytes, in lower-case hexadecimal digits. */
export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export type Sha256 = z.infer<typeof Sha256>;
