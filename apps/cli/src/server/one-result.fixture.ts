import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { labelFile } from '../label-file.fixture.ts';
import { cellboard } from '../run-cli.fixture.ts';
import { startApi } from './api.fixture.ts';

/** A server on which the candidate `mine/default` has a result on the image `a` of the dataset `tiny`, task `nuclei`. */
export interface OneResult {
  readonly url: string;
  /** A place in the folder, which has the folders `images`, `labels`, `predictions` and `data`, that of the server. */
  readonly at: (...parts: string[]) => string;
  stop(): Promise<void>;
}

/** Imports an image with its truth, and submits a prediction, through the command line. */
export async function startWithResult(masks: Record<'truth' | 'prediction', number[][]>): Promise<OneResult> {
  const folder = await mkdtemp(join(tmpdir(), 'cellboard-result-'));
  const at = (...parts: string[]) => join(folder, ...parts);
  for (const name of ['images', 'labels', 'predictions', 'data']) await mkdir(at(name));
  const truth = await labelFile(masks.truth);
  for (const path of ['images/a.png', 'labels/a.png']) await writeFile(at(path), truth);
  await writeFile(at('predictions', 'a.png'), await labelFile(masks.prediction));
  const api = await startApi(at('data'));
  const server = ['--url', api.url, '--data', at('data')];
  const words = ['--dataset', 'tiny', '--object', 'nucleus', '--licence', 'CC0-1.0'];
  await cellboard('import', 'folder', folder, ...words, ...server);
  await cellboard('predictions', 'add', at('predictions'), '--dataset', 'tiny', '--model', 'mine', ...server);
  const stop = async () => {
    await api.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: api.url, at, stop };
}
