import * as z from 'zod';

/** A bucket that files are kept in, and how it is reached. */
export interface S3Settings {
  readonly bucket: string;
  /** What the names of all objects begin with, without a slash at its ends; empty for none. */
  readonly prefix: string;
  /** The address of a server other than Amazon's. */
  readonly endpoint: string | null;
  /** Null leaves it to the SDK, which looks into AWS_REGION and its files. */
  readonly region: string | null;
  /** Null leaves them to the SDK. */
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string } | null;
}

/** The settings of a bucket. `.env.example` explains each. */
export const s3Env = {
  S3_BUCKET: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
      'Use the name of a bucket: 3 to 63 lower-case letters, digits, hyphens and dots.',
    )
    .optional(),
  S3_PREFIX: z
    .string()
    .transform((text) => text.replaceAll(/^\/+|\/+$/g, ''))
    .pipe(
      z
        .string()
        .max(200)
        .regex(
          /^(?:[A-Za-z0-9_-][A-Za-z0-9._-]*(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)*)?$/,
          'Use letters, digits, hyphens, dots and underscores, with / between folders, such as cellboard/files.',
        ),
    )
    .optional(),
  S3_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'Use the address of a server, such as https://s3.example.org.' })
    .optional(),
  S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'Use the name of a region, such as eu-central-1.')
    .optional(),
  S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
};

type S3Env = { [Name in keyof typeof s3Env]?: string | undefined };

/** What the settings of a bucket lack together; null where nothing. */
export function s3Fault(env: S3Env): string | null {
  const given = Object.keys(s3Env).filter((name) => env[name as keyof S3Env] !== undefined);
  if (given.length > 0 && env.S3_BUCKET === undefined)
    return `${given.join(', ')} need S3_BUCKET, the bucket to keep files in. Set it, or leave out the others to keep files in the data folder.`;
  if ((env.S3_ACCESS_KEY_ID === undefined) !== (env.S3_SECRET_ACCESS_KEY === undefined))
    return 'S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY belong together. Set both, or neither where the AWS SDK finds credentials by itself.';
  return null;
}

/** The bucket that the settings name; null where files are kept in the data folder. */
export function s3SettingsOf(env: S3Env): S3Settings | null {
  if (env.S3_BUCKET === undefined) return null;
  const [id, secret] = [env.S3_ACCESS_KEY_ID, env.S3_SECRET_ACCESS_KEY];
  return {
    bucket: env.S3_BUCKET,
    prefix: env.S3_PREFIX ?? '',
    endpoint: env.S3_ENDPOINT ?? null,
    // Other servers do not care, but the signature needs one.
    region: env.S3_REGION ?? (env.S3_ENDPOINT === undefined ? null : 'us-east-1'),
    credentials: id !== undefined && secret !== undefined ? { accessKeyId: id, secretAccessKey: secret } : null,
  };
}
