import type { Scores } from '@cellboard/contract';
import { openDatabase, type Orm } from '@cellboard/db';
import { describeOnPostgres, startPostgres, type TestDatabase } from '@cellboard/db/testing';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';

const folder = new URL('../../fixtures/release-0.1.0/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder));

/** What release 0.1.0 answered about its own data. */
export interface EarlyAnswers {
  readonly tasks: readonly EarlyTask[];
  /** By task and aggregation, such as `blobs-nuclei mean`. */
  readonly boards: Readonly<Record<string, readonly EarlyRow[]>>;
  /** By task; all of them under the empty name. */
  readonly images: Readonly<Record<string, readonly EarlyImage[]>>;
  readonly datasets: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly files: Readonly<Record<string, readonly object[]>>;
  readonly submissions: readonly EarlySubmission[];
  readonly models: readonly EarlyModel[];
}

export interface EarlyTask {
  readonly slug: string;
  readonly name: string;
  readonly imageCount: number;
  readonly cellCount: number;
  readonly candidateCount: number;
}

export interface EarlyRow {
  readonly rank: number | null;
  readonly checkpointId: string;
  readonly submissionId: string;
  readonly model: string;
  readonly checkpoint: string;
  readonly developer: string;
  readonly scores: Scores;
}

export interface EarlyImage {
  readonly cellType: string;
  readonly id: string;
  readonly name: string;
  readonly dataset: string;
  readonly width: number;
  readonly height: number;
}

export interface EarlySubmission {
  readonly id: string;
  readonly task: string;
  readonly model: string;
  readonly checkpoint: string;
  readonly status: string;
  readonly imageCount: number;
  readonly predictionCount: number;
  readonly scoredCount: number;
  readonly rejection: string | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}

export interface EarlyModel extends Readonly<Record<string, unknown>> {
  readonly slug: string;
  readonly checkpoints: readonly {
    readonly id: string;
    readonly slug: string;
    readonly trainingData: readonly string[] | null;
  }[];
}

/** An installation of release 0.1.0 whose database this release has opened, and so migrated. */
export interface UpgradedRelease extends Pick<TestDatabase, 'kind' | 'orm'> {
  /** The folder of its files, as it was left. */
  readonly files: string;
  readonly answers: EarlyAnswers;
}

/** Runs the same tests on a data folder of release 0.1.0, and on a dump of its PostgreSQL database. */
export function describeReleases(tests: (release: UpgradedRelease) => void): void {
  describe('a data folder of release 0.1.0', () => {
    around({ kind: 'pglite', answers: 'folder-answers.json', tests });
  });
  describeOnPostgres('a PostgreSQL dump of release 0.1.0', (bin) => {
    around({ kind: 'postgresql', answers: 'postgresql-answers.json', tests, bin });
  });
}

/** Unpacks the data folder of release 0.1.0. */
export async function unpackRelease(): Promise<string> {
  const data = await mkdtemp(join(tmpdir(), 'cellboard-release-'));
  execFileSync('tar', ['-x', '-C', data], { input: zstdDecompressSync(read('data-folder.tar.zst')) });
  return data;
}

interface Upgrade {
  readonly kind: UpgradedRelease['kind'];
  /** Name of the file with what the release answered. */
  readonly answers: string;
  readonly tests: (release: UpgradedRelease) => void;
  /** Programs of PostgreSQL. */
  readonly bin?: string;
}

function around({ kind, answers, tests, bin }: Upgrade): void {
  let opened: { orm: Orm; data: string; stop?: () => Promise<void> } | undefined;
  const whenOpen = () => {
    if (!opened) throw new Error('The release is only open while tests run.');
    return opened;
  };
  beforeAll(async () => {
    const data = await unpackRelease();
    if (bin === undefined) {
      opened = { data, orm: await openDatabase({ kind: 'pglite', dataDir: join(data, 'database') }) };
      return;
    }
    const server = await startPostgres(bin);
    const url = server.createDatabase('cellboard', gunzipSync(read('postgresql.sql.gz')).toString());
    opened = { data, orm: await openDatabase({ kind: 'postgresql', url }), stop: () => server.stop() };
  }, 120_000);
  tests({
    kind,
    answers: JSON.parse(read(answers).toString()) as EarlyAnswers,
    get orm() {
      return whenOpen().orm;
    },
    get files() {
      return join(whenOpen().data, 'files');
    },
  });
  afterAll(async () => {
    await opened?.orm.close();
    await opened?.stop?.();
    if (opened) await rm(opened.data, { recursive: true, force: true });
  });
}
