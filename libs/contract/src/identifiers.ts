import * as z from 'zod';
import { speakInSentences } from './issue-sentences.ts';

speakInSentences();

/**
 * No control character, no line separator, and none of the characters that change the direction of text around them: they
 * let people read something else than what is there. Nor half of a surrogate pair, which no database keeps.
 */
const oneLine = /^[^\p{Cc}\p{Cs}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]*$/u;
const severalLines = /^(?:[^\p{Cc}\p{Cs}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]|[\t\n\r])*$/u;
const UNSEEN_RULE = 'Leave out control characters and characters that change the direction of text.';

/** Text of several lines. The database keeps no NUL character. */
export const Text = z.string().regex(severalLines, UNSEEN_RULE);

/** Text of one line, such as a name. */
export const OneLine = z.string().regex(oneLine, UNSEEN_RULE);

/** A user name, with or without a password, before the name of the server. */
const credentials = /^https?:[/\\]*[^/\\?#]*@/i;

/** An address on the web, which everybody may see. */
export const WebAddress = z
  .url({ protocol: /^https?$/, error: 'Use a web address, such as https://example.org/page.' })
  .max(2000, 'Use at most 2,000 characters.')
  .regex(oneLine, UNSEEN_RULE)
  .refine((text) => !credentials.test(text), 'Leave out the user name and password: everybody sees this address.');

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const SLUG_RULE = 'Use 2 to 64 lower-case letters, digits and single hyphens, such as "dsb2018-nuclei".';

/** A name for addresses: lower-case letters, digits and single hyphens, 2 to 64 characters. */
export const Slug = z.string().min(2, SLUG_RULE).max(64, SLUG_RULE).regex(SLUG, SLUG_RULE);
export type Slug = z.infer<typeof Slug>;

const HANDLE_RULE = 'Use 2 to 32 lower-case letters, digits and single hyphens, such as "ada-lovelace".';

/** The name of an account in addresses and lists: lower-case letters, digits and single hyphens, 2 to 32 characters. */
export const Handle = z.string().min(2, HANDLE_RULE).max(32, HANDLE_RULE).regex(SLUG, HANDLE_RULE);
export type Handle = z.infer<typeof Handle>;

/** The name of an image within its dataset: a file stem of 1 to 200 characters without slashes, control characters and the like. */
export const ImageName = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^/\\]+$/u, 'Use the file name without its folder and ending.')
  .regex(oneLine, UNSEEN_RULE)
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
