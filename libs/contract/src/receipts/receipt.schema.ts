import * as z from 'zod';
import { Sha256, Slug, SubmissionId } from '../identifiers.ts';
import { Aggregation, MetricId } from '../metric.schema.ts';
import { LabelReading } from '../submissions/submission.schema.ts';

/** What a site says of one result: from which files, by which software, with which scores. Times are ISO 8601, UTC. */
export const Receipt = z.strictObject({
  format: z.literal('cellboard-receipt/1'),
  /** Where the site is reached. */
  site: z.string(),
  task: Slug,
  model: Slug,
  candidate: Slug,
  dataset: Slug,
  datasetVersion: z.int().min(1),
  submission: SubmissionId,
  submittedAt: z.iso.datetime().nullable(),
  evaluation: z.int().min(1),
  evaluatedAt: z.iso.datetime(),
  software: z.string(),
  /** Names all metrics in their versions; null where an early release evaluated. */
  metricsSha256: Sha256.nullable(),
  /** How the files were read where they left something open. */
  reading: LabelReading.nullable(),
  images: z.int().min(0),
  missing: z.int().min(0),
  /** Of the lines `<sha256>  <image>` of all predictions, by name. */
  predictionsSha256: Sha256,
  /** The same of the truths, see `leaderboard.why`. */
  truthSha256: Sha256,
  scores: z.array(
    z.strictObject({
      metric: MetricId,
      version: z.int().min(1),
      aggregation: Aggregation,
      score: z.number().nullable(),
      /** Images with a score. */
      images: z.int().min(0),
    }),
  ),
});
export type Receipt = z.infer<typeof Receipt>;

const Base64Url = z.string().regex(/^[A-Za-z0-9_-]+$/);

/**
 * A receipt with a signature: a JSON Web Signature in its flattened form (RFC 7515, RFC 8037), with the receipt beside it
 * for people. What is signed is the payload alone.
 */
export const SignedReceipt = z.strictObject({
  receipt: Receipt,
  payload: Base64Url,
  protected: Base64Url,
  signature: Base64Url,
});
export type SignedReceipt = z.infer<typeof SignedReceipt>;

/** The first part of a signature, base64url. */
export const ReceiptHeader = z.strictObject({
  alg: z.literal('EdDSA'),
  kid: z.string().min(1).max(80),
  typ: z.literal('cellboard-receipt+json'),
});

/** A public key by which receipts are checked, as in RFC 8037. */
export const ReceiptKey = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  /** 32 bytes. */
  x: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  kid: z.string().min(1).max(80),
  alg: z.literal('EdDSA'),
  use: z.literal('sig'),
});
export type ReceiptKey = z.infer<typeof ReceiptKey>;

/** All keys that a site has ever signed with. */
export const ReceiptKeys = z.strictObject({ keys: z.array(ReceiptKey) });
export type ReceiptKeys = z.infer<typeof ReceiptKeys>;
