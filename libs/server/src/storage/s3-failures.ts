import { Problem } from '@cellboard/contract';
import type { S3Settings } from '../settings/s3-settings.ts';
import { StoreUnavailableError, StoreUnusableError } from './store-unavailable.ts';

/** Errors of this machine's disk, which are none of the bucket. */
const OURS = new Set(['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'EMFILE', 'EIO']);

/**
 * Asks something of the bucket.
 *
 * @throws StoreUnavailableError where it does not answer as it should
 */
export async function reaching<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Problem || error instanceof StoreUnavailableError) throw error;
    if ([...causesOf(error)].some(({ code }) => typeof code === 'string' && OURS.has(code))) throw error;
    throw new StoreUnavailableError(`The bucket did not do what it was asked: ${wordsOf(error)}`, { cause: error });
  }
}

/** Whether the bucket says that there is no such object. That there is no such bucket is another matter. */
export function isMissing(error: unknown): boolean {
  const causes = [...causesOf(error)];
  if (causes.some(({ name }) => name === 'NoSuchBucket')) return false;
  return causes.some(({ name, status }) => status === 404 || name === 'NoSuchKey' || name === 'NotFound');
}

/** Why a bucket cannot be used, and what to correct. */
export function unusable(error: unknown, { bucket, endpoint }: S3Settings): unknown {
  const where = endpoint ?? 'Amazon S3';
  for (const cause of causesOf(error)) {
    const known = explain(cause, { bucket, where });
    if (known !== undefined) return new StoreUnusableError(known, { cause: error });
  }
  if (!(error instanceof StoreUnavailableError)) return error;
  const said = `The bucket ${bucket} at ${where} cannot be used: ${wordsOf(error.cause)}. Correct the S3_ settings.`;
  return new StoreUnusableError(said, { cause: error });
}

interface Place {
  readonly bucket: string;
  readonly where: string;
}

function explain({ name, code, status, message }: Cause, { bucket, where }: Place): string | undefined {
  const key = code ?? name;
  const known = explanations[key]?.(bucket, where) ?? explanations[name]?.(bucket, where);
  if (known !== undefined) return known;
  if (/region is missing/i.test(message)) return 'S3_BUCKET needs S3_REGION, or AWS_REGION, such as eu-central-1.';
  if (status === 301 || status === 400)
    return `${where} keeps the bucket ${bucket} in another region. Correct S3_REGION.`;
  if (status === 403) return forbidden(bucket, where);
  if (status === 404) return noBucket(bucket, where);
  return undefined;
}

const noBucket = (bucket: string, where: string) =>
  `There is no bucket ${bucket} at ${where}. Create it, or correct S3_BUCKET. Cellboard never makes a bucket, because a wrong name would look empty.`;
const forbidden = (bucket: string, where: string) =>
  `${where} does not let these credentials use the bucket ${bucket}. They need s3:ListBucket for it, and s3:GetObject, s3:PutObject, s3:DeleteObject and s3:AbortMultipartUpload for what is in it.`;
const silent = (_bucket: string, where: string) =>
  `The store of files at ${where} does not answer. Start it, or correct S3_ENDPOINT.`;
const wrongKey = (_bucket: string, where: string) =>
  `${where} does not take these credentials. Correct S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.`;

const explanations: Readonly<Record<string, (bucket: string, where: string) => string>> = {
  NoSuchBucket: noBucket,
  AccessDenied: forbidden,
  InvalidAccessKeyId: wrongKey,
  SignatureDoesNotMatch: wrongKey,
  CredentialsProviderError: () =>
    'There are no credentials for S3_BUCKET. Set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, or give the credentials where the AWS SDK looks for them.',
  PermanentRedirect: (bucket, where) => `${where} keeps the bucket ${bucket} in another region. Correct S3_REGION.`,
  ECONNREFUSED: silent,
  ECONNRESET: silent,
  EHOSTUNREACH: silent,
  ENETUNREACH: silent,
  ETIMEDOUT: silent,
  TimeoutError: silent,
  ENOTFOUND: (_bucket, where) => `There is no machine at ${where}. Correct S3_ENDPOINT or S3_REGION.`,
};

interface Cause {
  readonly name: string;
  readonly message: string;
  readonly code: string | undefined;
  readonly status: number | undefined;
}

/** An error and what it was made from, as the SDK and Node describe them. */
function* causesOf(error: unknown): Generator<Cause> {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { name, message, code, $metadata } = cause as Error & {
      code?: unknown;
      $metadata?: { httpStatusCode?: number };
    };
    yield { name, message, code: typeof code === 'string' ? code : undefined, status: $metadata?.httpStatusCode };
  }
}

/** The innermost cause, in its own words. */
function wordsOf(error: unknown): string {
  const causes = [...causesOf(error)];
  const { name, message } = causes.at(-1) ?? { name: 'Error', message: String(error) };
  return message === '' || message === 'UnknownError' ? name : message;
}
