import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { EnvError, readSiteEnv, readWorkerEnv, settingsOf } from './read-settings.ts';
import { s3Env, s3SettingsOf } from './s3-settings.ts';

const DATABASE_URL = 'postgresql://cellboard@localhost:5432/cellboard';
const shared = {
  CELLBOARD_DATA: join(process.cwd(), 'data'),
  THREADS: availableParallelism(),
  MAX_UPLOAD_MIB: 256,
  MAX_PREDICTIONS_MIB: 8192,
  DECODE_SECONDS: 20,
  SCORE_SECONDS: 300,
  SCORE_MEMORY_MIB: 1536,
  SUBMISSIONS_PER_DAY: 10,
  MAIL_FROM: 'Cellboard <cellboard@localhost>',
  LOG_LEVEL: 'info',
};

/** The message with which settings are refused. */
function refused(read: () => unknown): string {
  expect(read).toThrow(EnvError);
  try {
    read();
  } catch (error) {
    return (error as EnvError).message;
  }
  return '';
}

describe('the settings of the site', () => {
  it('have a default for everything', () => {
    const site = { PORT: 3000, HOST: '127.0.0.1', CELLBOARD_DEMO: true, RUN_JOBS: true };
    expect(readSiteEnv({})).toEqual({ ...shared, ...site });
  });

  it('are not set where they are empty', () => {
    expect(readSiteEnv({ DATABASE_URL: '', PORT: '', THREADS: '' })).toEqual(readSiteEnv({}));
  });

  it('may lie at their bounds', () => {
    const least = { PORT: '0', THREADS: '1', MAX_UPLOAD_MIB: '1', DECODE_SECONDS: '1' };
    const most = { PORT: '65535', THREADS: '256', MAX_UPLOAD_MIB: '4096', DECODE_SECONDS: '600' };
    expect(readSiteEnv(least)).toMatchObject({ PORT: 0, THREADS: 1, MAX_UPLOAD_MIB: 1, DECODE_SECONDS: 1 });
    expect(readSiteEnv(most)).toMatchObject({ PORT: 65535, THREADS: 256, MAX_UPLOAD_MIB: 4096, DECODE_SECONDS: 600 });
  });

  it.each([
    ['PORT', ['-1', '65536', '1.5', 'http']],
    ['CELLBOARD_DEMO', ['yes', '1', 'TRUE']],
    ['RUN_JOBS', ['no']],
    ['THREADS', ['0', '257', 'many', '1.5']],
    ['MAX_UPLOAD_MIB', ['0', '4097', '0.5']],
    ['MAX_PREDICTIONS_MIB', ['0', '8193']],
    ['DECODE_SECONDS', ['0', '601']],
    ['SCORE_SECONDS', ['0', '3601']],
    ['SCORE_MEMORY_MIB', ['255', '65537', '512.5']],
    ['LOG_LEVEL', ['loud']],
    ['CELLBOARD_ADDRESS', ['cellboard.example.org', 'ftp://example.org']],
    ['TRUSTED_PROXIES', ['proxy', '10.0.0.0/8;127.0.0.1', 'all']],
    ['SMTP_URL', ['https://mail.example.org', 'mail.example.org:25']],
    ['DATABASE_URL', ['mysql://localhost/x', 'localhost:5432']],
  ])('are refused by name beyond them: %s', (name, values) => {
    for (const value of values) expect(refused(() => readSiteEnv({ [name]: value }))).toContain(`at ${name}`);
  });

  it('are refused all at once', () => {
    const wrong = {
      PORT: '70000',
      CELLBOARD_DEMO: 'yes',
      THREADS: 'many',
      DATABASE_URL: 'mysql://x',
      LOG_LEVEL: 'loud',
    };
    const message = refused(() => readSiteEnv(wrong));
    for (const name of Object.keys(wrong)) expect(message).toContain(`at ${name}`);
  });

  it('never repeat a password', () => {
    const message = refused(() => readSiteEnv({ DATABASE_URL: 'mysql://user:s3cret@host/db' }));
    expect(message).toContain('at DATABASE_URL');
    expect(message).not.toContain('s3cret');
  });

  it('do not leave the jobs of the embedded database to nobody', () => {
    expect(refused(() => readSiteEnv({ RUN_JOBS: 'false' }))).toContain('RUN_JOBS=false needs DATABASE_URL');
    expect(readSiteEnv({ RUN_JOBS: 'false', DATABASE_URL }).RUN_JOBS).toBe(false);
  });

  it('are each explained in .env.example, with their default', () => {
    const example = readFileSync(new URL('../../../../.env.example', import.meta.url), 'utf8');
    const lines = example.split('\n').filter((line) => /^[A-Z]/.test(line));
    const settings = Object.fromEntries(lines.map((line) => line.split('=') as [string, string]));
    expect(readSiteEnv(settings)).toEqual(readSiteEnv({}));
    expect(Object.keys(settings).sort()).toEqual(
      [
        ...[...Object.keys(readSiteEnv({})), ...Object.keys(s3Env)],
        ...['CELLBOARD_ADDRESS', 'DATABASE_URL', 'SMTP_URL', 'TRUSTED_PROXIES'],
      ].sort(),
    );
  });
});

describe('the settings of a bucket', () => {
  const keys = { S3_ACCESS_KEY_ID: 'id', S3_SECRET_ACCESS_KEY: 'secret' };
  const read = (env: object) => s3SettingsOf(readSiteEnv(env as NodeJS.ProcessEnv));

  it('name none where files are kept in the folder', () => {
    expect(read({})).toBeNull();
  });

  it('leave to the SDK what they do not say, but for servers that are not of Amazon', () => {
    const bare = { bucket: 'files', prefix: '', endpoint: null, region: null, credentials: null };
    expect(read({ S3_BUCKET: 'files' })).toEqual(bare);
    expect(read({ S3_BUCKET: 'files', S3_ENDPOINT: 'http://s3.local:9000', S3_PREFIX: '/a/b/', ...keys })).toEqual({
      ...{ ...bare, prefix: 'a/b', endpoint: 'http://s3.local:9000', region: 'us-east-1' },
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    });
  });

  it.each([
    [{ S3_BUCKET: 'A_b' }, /Use the name of a bucket[\s\S]*at S3_BUCKET/],
    [{ S3_BUCKET: 'files', S3_PREFIX: '../up' }, /Use letters[\s\S]*at S3_PREFIX/],
    [{ S3_BUCKET: 'files', S3_ENDPOINT: 'ftp://x' }, /Use the address of a server[\s\S]*at S3_ENDPOINT/],
    [{ S3_REGION: 'eu-central-1', ...keys }, /^S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY need S3_BUCKET/],
    [{ S3_BUCKET: 'files', S3_ACCESS_KEY_ID: 'id' }, /belong together/],
  ])('are refused with what to do: %j', (env, message) => {
    expect(refused(() => readSiteEnv(env))).toMatch(message);
    expect(refused(() => readWorkerEnv({ DATABASE_URL, ...env }))).toMatch(message);
  });
});

describe('the settings of a worker', () => {
  it('need a PostgreSQL server, and have a default for everything else', () => {
    const message = refused(() => readWorkerEnv({}));
    expect(message).toContain('at DATABASE_URL');
    expect(message).toContain('Without PostgreSQL you need no worker');
    expect(refused(() => readWorkerEnv({ DATABASE_URL: 'mysql://localhost/cellboard' }))).toContain('at DATABASE_URL');
    expect(readWorkerEnv({ DATABASE_URL, THREADS: '' })).toEqual({ ...shared, DATABASE_URL });
  });

  it('are refused all at once', () => {
    const message = refused(() => readWorkerEnv({ DATABASE_URL, THREADS: '0', LOG_LEVEL: 'loud' }));
    expect(message).toMatch(/THREADS[\s\S]*LOG_LEVEL/);
  });

  it('are not those of the site', () => {
    expect(readWorkerEnv({ DATABASE_URL, PORT: 'nonsense' })).not.toHaveProperty('PORT');
  });
});

it('passes the features values in the units that they use', () => {
  const rest = { version: '1.2.3', database: 'pglite', demo: false, runsJobs: true } as const;
  const env = readSiteEnv({ THREADS: '3', MAX_UPLOAD_MIB: '2', DECODE_SECONDS: '1.5', SCORE_MEMORY_MIB: '512' });
  expect(settingsOf(env, rest)).toEqual({
    ...rest,
    origin: 'http://localhost:3000',
    trustedProxies: [],
    mail: { smtp: null, folder: join(process.cwd(), 'data', 'mail'), from: 'Cellboard <cellboard@localhost>' },
    threads: 3,
    maxFileBytes: 2_097_152,
    uploads: { folder: join(process.cwd(), 'data', 'uploads'), maxBytes: 8_589_934_592 },
    decodeTimeoutMs: 1500,
    scoring: { seconds: 300, memoryBytes: 536_870_912 },
    submissionsPerDay: 10,
  });
});
