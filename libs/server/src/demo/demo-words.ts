import { BASELINE_VERSION, baselines, type Baseline } from '@cellboard/baselines';
import { NewDataset, NewModel, NewTask, workerNamed } from '@cellboard/contract';
import { demoDatasets, type DemoDataset } from '@cellboard/demo-data';

/** The server itself, while it makes the demo. */
export const demoMaker = workerNamed('demo');

/** The demo's task: all of its datasets, each with a board of its own. */
export const demoTask: NewTask = NewTask.parse({
  slug: 'demo',
  name: 'Demo',
  description:
    'Three kinds of synthetic microscopy, drawn by this software with their exact truth. Made to try the platform, not to judge models.',
  object: 'cell',
  datasets: demoDatasets.map(({ slug }) => slug),
  minImages: 16,
});

/** A dataset of the demo as it is made. */
export function toNewDataset({ slug, name, description, object }: DemoDataset): NewDataset {
  return NewDataset.parse({ slug, name, description, object, licence: 'CC0-1.0', redistributable: true });
}

/** The candidate of every built-in method. Methods that segment otherwise than before are another candidate. */
export const demoCandidate = `v${BASELINE_VERSION}`;

/** A built-in method as a model of the board. */
export function toModel({ slug, name, description, citation }: Baseline): NewModel {
  return NewModel.parse({
    slug,
    name,
    description,
    developer: 'Cellboard',
    learningMethod: 'none (classical)',
    licence: 'Apache-2.0',
    paperUrl: citation.url,
    candidate: { slug: demoCandidate, name: `Version ${BASELINE_VERSION}`, settings: { version: BASELINE_VERSION } },
  });
}

/** Submissions of the demo: every method. */
export const demoSubmissionCount = baselines.length;
