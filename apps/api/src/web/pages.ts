import {
  ImageName,
  imageFiles,
  Problem,
  problemTable,
  Slug,
  type Principal,
  type Task,
  type TaskDataset,
} from '@cellboard/contract';
import type { Services } from '@cellboard/contract/router';
import { describeMetric, type DatasetDescriptionsService } from '@cellboard/server';
import { SITE_DESCRIPTION, type PageHead } from './page-head.ts';

/** What the heads of pages are made from. */
export interface PageServices extends Pick<Services, 'datasets' | 'images' | 'models' | 'tasks'> {
  readonly descriptions: Pick<DatasetDescriptionsService, 'croissantInPage'>;
}

interface Asking {
  readonly services: PageServices;
  readonly principal: Principal;
  /** Where the site is reached. */
  readonly origin: string;
  /** The parts of the address after the first. */
  readonly parts: readonly string[];
}

/** The words of a page; null where there is no such page. */
type Words = Pick<PageHead, 'title' | 'description'> & Partial<Pick<PageHead, 'picture' | 'structured'>>;

/** Pages by the first part of their address, with the file that draws them by how many parts follow. */
const sections: Readonly<
  Record<string, { modules: readonly (readonly string[])[]; words: (asking: Asking) => Promise<Words | null> }>
> = {
  // The home page leads on to a board.
  '': {
    modules: [['leaderboard']],
    words: () => Promise.resolve({ title: '', description: SITE_DESCRIPTION }),
  },
  leaderboards: {
    modules: [['leaderboards'], ['leaderboard'], ['leaderboard'], [], [], ['why']],
    words: leaderboardWords,
  },
  images: { modules: [['images'], ['images'], ['image']], words: imageWords },
  compare: {
    modules: [['compare']],
    words: () =>
      Promise.resolve({
        title: 'Compare',
        description: 'Look at one microscopy image with the cells that experts and several models outlined in it.',
      }),
  },
  status: page('status', 'Status'),
  tasks: { modules: [['task'], ['task']], words: taskWords },
  models: { modules: [['models'], ['model'], ['model']], words: modelWords },
  datasets: { modules: [['datasets'], ['dataset']], words: datasetWords },
  metrics: { modules: [['metrics'], ['metric']], words: metricWords },
  'sign-in': page('sign-in', 'Sign in'),
  register: page('register', 'Create an account'),
  verify: page('verify', 'Create your account'),
  reset: page('reset', 'Reset your password'),
  me: { modules: [[], [], []], words: ({ parts: [name = '', team] }) => Promise.resolve(ownPage(name, team)) },
  // Whose it is, only the page itself knows.
  submissions: {
    modules: [[], ['submission']],
    words: ({ parts }) =>
      Promise.resolve(parts.length === 1 ? { title: 'Submission', description: SITE_DESCRIPTION } : null),
  },
  admin: { modules: [[], []], words: ({ parts: [name = ''] }) => Promise.resolve(wordsOf(adminPages, name)) },
};

const ownPages: Readonly<Record<string, Words>> = {
  settings: { title: 'Account settings', description: SITE_DESCRIPTION },
  tokens: { title: 'Tokens', description: SITE_DESCRIPTION },
  teams: { title: 'Teams', description: SITE_DESCRIPTION },
  submissions: { title: 'Submissions', description: SITE_DESCRIPTION },
};

const adminPages: Readonly<Record<string, Words>> = {
  people: { title: 'People', description: SITE_DESCRIPTION },
  health: { title: 'Health', description: SITE_DESCRIPTION },
};

const wordsOf = (pages: Readonly<Record<string, Words>>, name: string): Words | null =>
  Object.hasOwn(pages, name) ? (pages[name] ?? null) : null;

/** The pages of a team say nothing of it: only the page itself knows who asks. */
function ownPage(name: string, team: string | undefined): Words | null {
  if (team === undefined) return wordsOf(ownPages, name);
  if (name !== 'teams') return null;
  return { title: team === 'join' ? 'Join a team' : 'Team', description: SITE_DESCRIPTION };
}

/** A page that says the same of itself to everyone. */
function page(module: string, title: string) {
  return { modules: [[module]], words: () => Promise.resolve({ title, description: SITE_DESCRIPTION }) };
}

const NOT_FOUND: PageHead = {
  title: 'No such page',
  description: SITE_DESCRIPTION,
  picture: null,
  structured: null,
  status: 404,
  modules: [],
};

/**
 * What the head of a page says.
 *
 * @param path of the address, as it was sent
 * @throws whatever a service throws that is no refusal
 */
export async function pageHead(path: string, asker: Omit<Asking, 'parts'>): Promise<PageHead> {
  const [section = '', ...parts] = path
    .split('/')
    .slice(1)
    .filter((part, i) => i === 0 || part !== '')
    .map(decoded);
  const page = Object.hasOwn(sections, section) ? sections[section] : undefined;
  const modules = page?.modules[parts.length]?.map((name) => `src/routes/${name}.tsx`);
  if (!page || !modules) return NOT_FOUND;
  const words = await page.words({ ...asker, parts }).catch(nullIfMissing);
  return words ? { picture: null, structured: null, ...words, status: 200, modules } : { ...NOT_FOUND, modules };
}

/** Words that cannot be decoded are the name of nothing. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

function nullIfMissing(error: unknown): null {
  if (error instanceof Problem && problemTable[error.code].http === 404) return null;
  throw error;
}

const isSlug = (text: string | undefined): text is Slug => Slug.safeParse(text).success;

async function leaderboardWords({ services, principal, parts }: Asking): Promise<Words | null> {
  const [slug, dataset] = parts;
  if (slug === undefined) {
    return {
      title: 'Leaderboards',
      description:
        'Each leaderboard ranks segmentation models on one set of microscopy images. Choose the one closest to yours.',
    };
  }
  if (!isSlug(slug)) return null;
  const task = await services.tasks.get(principal, { task: slug });
  if (parts.length > 2 || dataset === 'figures') return aboutBoard(task.name, parts);
  return boardWords({ services, principal }, task, dataset);
}

async function boardWords(
  asking: Pick<Asking, 'services' | 'principal'>,
  task: Task,
  dataset: string | undefined,
): Promise<Words | null> {
  const slice = dataset === undefined ? onlyDataset(task) : task.datasets.find((one) => one.slug === dataset);
  if (slice === undefined) return null;
  const { name, imageCount, cellCount } = slice ?? task;
  const object = (slice?.object ?? task.object) === 'nucleus' ? 'nuclei' : 'cells';
  const on = slice ? name : `${String(task.datasets.length)} datasets`;
  return {
    // Several tasks may hold a dataset: its name alone would stand on several tabs.
    title: name === task.name ? `${name} leaderboard` : `${name} leaderboard · ${task.name}`,
    description: `Which model finds the ${object} best? Segmentation models ranked on ${on}: ${counted(imageCount)} images, ${counted(cellCount)} ${object}.`,
    picture: await firstPicture(asking, { task: task.slug, dataset: slice?.slug }),
  };
}

/** The pages about a leaderboard: its figures, and what a number is made from. */
function aboutBoard(task: string, [, page, ...more]: readonly string[]): Words | null {
  if (page === 'figures' && more.length === 0)
    return { title: `Figures · ${task}`, description: `The ${task} leaderboard in figures.` };
  if (page !== 'why' || more.length !== 3) return null;
  return { title: `Why this number · ${task}`, description: `What a number on the ${task} leaderboard is made from.` };
}

async function taskWords({ services, principal, parts: [slug] }: Asking): Promise<Words | null> {
  const description = 'The same microscopy images as experts and each segmentation model outlined them, side by side.';
  if (slug === undefined) return { title: 'Tasks', description };
  if (!isSlug(slug)) return null;
  const task = await services.tasks.get(principal, { task: slug });
  const picture = await firstPicture({ services, principal }, { task: task.slug, dataset: undefined });
  return { title: `${task.name} task`, description, picture };
}

/** The dataset of a task that has only one. */
function onlyDataset({ datasets }: Task): TaskDataset | null {
  const [only, ...others] = datasets;
  return only && others.length === 0 ? only : null;
}

async function imageWords({ services, principal, parts: [dataset, name] }: Asking): Promise<Words | null> {
  const words = {
    title: 'Images',
    description: 'Browse microscopy images, with cells outlined by experts or by a model.',
  };
  if (dataset === undefined || name === undefined) return words;
  if (!isSlug(dataset) || !ImageName.safeParse(name).success) return null;
  const { items } = await services.images.list(principal, { dataset, names: [name], limit: 1 });
  const [image] = items;
  if (!image) return null;
  const cells = image.cellCount === null ? 'without outlined cells' : `with ${counted(image.cellCount)} outlined cells`;
  return {
    title: `${name} · Images`,
    description: `An image of ${image.modality} ${cells}, from the dataset ${dataset}.`,
    picture: imageFiles.thumbnail(image.id),
  };
}

async function modelWords({ services, principal, parts: [slug, candidate] }: Asking): Promise<Words | null> {
  if (slug === undefined) {
    return {
      title: 'Models',
      description: 'Segmentation models: what they do, what they were trained on, and how to submit their results.',
    };
  }
  if (!isSlug(slug)) return null;
  const model = await services.models.get(principal, { model: slug });
  const found = candidate === undefined ? null : model.candidates.find((one) => one.slug === candidate);
  if (found === undefined) return null;
  const description = model.description === '' ? `A model by ${model.developer}.` : firstSentences(model.description);
  return { title: found ? `${model.name} · ${found.name}` : model.name, description };
}

async function datasetWords({ services, principal, origin, parts: [slug] }: Asking): Promise<Words | null> {
  if (slug === undefined) {
    return {
      title: 'Datasets',
      description:
        'Images in which experts outlined the cells: what they show, how to get them, and what the licence allows.',
    };
  }
  if (!isSlug(slug)) return null;
  const dataset = await services.datasets.get(principal, { dataset: slug });
  const { name, description, licence, version } = dataset;
  return {
    title: name,
    description: description === '' ? `A dataset under the licence ${licence}.` : firstSentences(description),
    picture: version === null ? null : await firstPicture({ services, principal }, { dataset: slug }),
    structured: dataset.croissant ? await services.descriptions.croissantInPage(principal, slug, origin) : null,
  };
}

function metricWords({ parts: [id] }: Asking): Promise<Words | null> {
  if (id === undefined) {
    return Promise.resolve({
      title: 'Metrics',
      description:
        'How Cellboard scores models: what each metric tells, its formula, a worked example and its pitfalls.',
    });
  }
  const metric = describeMetric(id);
  return Promise.resolve(metric ? { title: metric.name, description: metric.description } : null);
}

async function firstPicture(
  { services, principal }: Pick<Asking, 'services' | 'principal'>,
  { task, dataset }: { task?: Slug; dataset?: Slug | undefined },
): Promise<string | null> {
  const query = { limit: 1, ...(task !== undefined && { task }), ...(dataset !== undefined && { dataset }) };
  const { items } = await services.images.list(principal, query);
  return items[0] ? imageFiles.thumbnail(items[0].id) : null;
}

const counted = (n: number): string => new Intl.NumberFormat('en').format(n);

/** Previews cut longer descriptions anywhere. */
const LONGEST = 300;

function firstSentences(text: string): string {
  if (text.length <= LONGEST) return text;
  const end = text.lastIndexOf('. ', LONGEST);
  return end > 0 ? text.slice(0, end + 1) : `${text.slice(0, LONGEST - 1)}…`;
}
