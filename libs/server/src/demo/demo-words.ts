import { NewDataset, NewModel, NewTask } from '@cellboard/contract';
import { baselines, type Baseline } from '@cellboard/baselines';

/** The demo's dataset. */
export const demoDataset: NewDataset = NewDataset.parse({
  slug: 'cellboard-demo',
  name: 'Cellboard demo',
  description:
    'Synthetic microscopy of three kinds, drawn by this software with its exact truth: fluorescent nuclei, adherent cells in phase contrast, and tissue nuclei after H&E. Made to try the platform, not to judge models.',
  licence: 'CC0-1.0',
  redistributable: true,
});

/** The demo's tasks in the order of the page: one for each kind of image, and one for all. */
export const demoTasks: readonly NewTask[] = [
  {
    slug: 'demo-fluorescence',
    name: 'Demo: fluorescent nuclei',
    description: 'Bright nuclei on a dark ground, some touching, with uneven light, noise and defocus.',
    object: 'nucleus',
    modality: 'fluorescence',
  },
  {
    slug: 'demo-phase-contrast',
    name: 'Demo: cells in phase contrast',
    description: 'Adherent cells with bright halos on a grey ground.',
    object: 'cell',
    modality: 'phase contrast',
  },
  {
    slug: 'demo-histology',
    name: 'Demo: nuclei in stained tissue',
    description: 'Haematoxylin-stained nuclei in pink tissue, as after H&E.',
    object: 'nucleus',
    modality: 'brightfield',
  },
  {
    slug: 'demo-all',
    name: 'Demo: all kinds',
    description: 'Every image of the demo: which method copes with images that have little in common?',
    object: 'cell',
  },
].map((task) => NewTask.parse({ ...task, dataset: demoDataset.slug, minImages: 16 }));

/** The candidate of every built-in method: there are no weights to choose from. */
export const demoCandidate = 'default';

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
    candidate: { slug: demoCandidate, name: 'Fixed settings', trainingData: [] },
  });
}

/** Submissions of the demo: every method to every task. */
export const demoSubmissionCount = baselines.length * demoTasks.length;
