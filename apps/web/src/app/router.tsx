import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  parseSearchWith,
  redirect,
  stringifySearchWith,
  stripSearchParams,
} from '@tanstack/react-router';
import { DatasetsSearch, datasetsSearchDefaults } from '../features/datasets/datasets-search.ts';
import { FiguresSearch, figuresSearchDefaults } from '../features/figures/figures-search.ts';
import { ImagesSearch, imagesSearchDefaults } from '../features/images/images-search.ts';
import { LeaderboardSearch, leaderboardSearchDefaults } from '../features/leaderboard/leaderboard-search.ts';
import { MetricsSearch, metricsSearchDefaults } from '../features/metrics/metrics-search.ts';
import {
  ModelSearch,
  ModelsSearch,
  modelSearchDefaults,
  modelsSearchDefaults,
} from '../features/models/models-search.ts';
import { WhySearch, whySearchDefaults } from '../features/leaderboard/why-search.ts';
import { BoardsSearch, boardsSearchDefaults } from '../features/tasks/boards-search.ts';
import { TaskSearch, taskSearchDefaults } from '../features/tasks/task-search.ts';
import { accountRoutes } from './account-routes.ts';
import { submissionRoutes } from './submission-routes.ts';
import { submitRoutes } from './submit-routes.ts';
import { BrokenPage } from '../routes/broken.tsx';
import { CompareSearch, compareSearchDefaults } from '../routes/compare-search.ts';
import { HomePage } from '../routes/home.tsx';
import { ImageSearch, imageSearchDefaults } from '../routes/image-search.ts';
import { NotFoundPage } from '../routes/not-found.tsx';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  // Nearly every visit goes on to a board: its program comes together with the list of tasks.
  beforeLoad: () => {
    void import('../routes/leaderboard.tsx');
  },
  component: HomePage,
});

const leaderboards = createRoute({
  getParentRoute: () => root,
  path: '/leaderboards',
  validateSearch: BoardsSearch,
  search: { middlewares: [stripSearchParams(boardsSearchDefaults)] },
  component: lazyRouteComponent(() => import('../routes/leaderboards.tsx'), 'LeaderboardsPage'),
});

// One page for a task and its datasets, so that what has the focus keeps it from one to the next.
const leaderboard = createRoute({
  getParentRoute: () => root,
  path: '/leaderboards/$task/{-$dataset}',
  validateSearch: LeaderboardSearch,
  search: { middlewares: [stripSearchParams(leaderboardSearchDefaults)] },
  component: lazyRouteComponent(() => import('../routes/leaderboard.tsx'), 'LeaderboardPage'),
});

const why = createRoute({
  getParentRoute: () => root,
  path: '/leaderboards/$task/why/$model/$candidate/$metric',
  validateSearch: WhySearch,
  search: { middlewares: [stripSearchParams(whySearchDefaults)] },
  component: lazyRouteComponent(() => import('../routes/why.tsx'), 'WhyPage'),
});

const figures = createRoute({
  getParentRoute: () => root,
  path: '/leaderboards/$task/figures',
  validateSearch: FiguresSearch,
  search: { middlewares: [stripSearchParams(figuresSearchDefaults)] },
  component: lazyRouteComponent(() => import('../routes/figures.tsx'), 'FiguresPage'),
});

const images = createRoute({
  getParentRoute: () => root,
  path: '/images',
  validateSearch: ImagesSearch,
  search: { middlewares: [stripSearchParams(imagesSearchDefaults)] },
  component: lazyRouteComponent(() => import('../routes/images.tsx'), 'ImagesPage'),
});

/** The address of an image without its name: those of its dataset. */
const imagesOfDataset = createRoute({
  getParentRoute: () => root,
  path: '/images/$dataset',
  beforeLoad: ({ params: { dataset } }) => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how the router redirects
    throw redirect({ to: '/images', search: { dataset }, replace: true });
  },
});

const image = createRoute({
  getParentRoute: () => root,
  path: '/images/$dataset/$name',
  validateSearch: ImageSearch,
  search: { middlewares: [stripSearchParams(imageSearchDefaults)] },
  component: lazyRouteComponent(() => import('../routes/image.tsx'), 'ImagePage'),
});

const compare = createRoute({
  getParentRoute: () => root,
  path: '/compare',
  validateSearch: CompareSearch,
  search: { middlewares: [stripSearchParams(compareSearchDefaults)] },
  component: lazyRouteComponent(() => import('../routes/compare.tsx'), 'ComparePage'),
});

/** Where the images were in early releases. */
const gallery = createRoute({
  getParentRoute: () => root,
  path: '/gallery',
  validateSearch: ImagesSearch,
  beforeLoad: ({ search }) => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how the router redirects
    throw redirect({ to: '/images', search, replace: true });
  },
});

// One page for the first task and every other, so that what has the focus keeps it.
const task = createRoute({
  getParentRoute: () => root,
  path: '/tasks/{-$task}',
  validateSearch: TaskSearch,
  search: { middlewares: [stripSearchParams(taskSearchDefaults)] },
  component: lazyRouteComponent(() => import('../routes/task.tsx'), 'TaskPage'),
});

const datasets = createRoute({
  getParentRoute: () => root,
  path: '/datasets',
  validateSearch: DatasetsSearch,
  search: { middlewares: [stripSearchParams(datasetsSearchDefaults)] },
  component: lazyRouteComponent(() => import('../routes/datasets.tsx'), 'DatasetsPage'),
});

const dataset = createRoute({
  getParentRoute: () => root,
  path: '/datasets/$dataset',
  component: lazyRouteComponent(() => import('../routes/dataset.tsx'), 'DatasetPage'),
});

const models = createRoute({
  getParentRoute: () => root,
  path: '/models',
  validateSearch: ModelsSearch,
  search: { middlewares: [stripSearchParams(modelsSearchDefaults)] },
  component: lazyRouteComponent(() => import('../routes/models.tsx'), 'ModelsPage'),
});

const model = createRoute({
  getParentRoute: () => root,
  path: '/models/$model/{-$candidate}',
  validateSearch: ModelSearch,
  search: { middlewares: [stripSearchParams(modelSearchDefaults)] },
  component: lazyRouteComponent(() => import('../routes/model.tsx'), 'ModelPage'),
});

const metrics = createRoute({
  getParentRoute: () => root,
  path: '/metrics',
  validateSearch: MetricsSearch,
  search: { middlewares: [stripSearchParams(metricsSearchDefaults)] },
  component: lazyRouteComponent(() => import('../routes/metrics.tsx'), 'MetricsPage'),
});

const metric = createRoute({
  getParentRoute: () => root,
  path: '/metrics/$id',
  component: lazyRouteComponent(() => import('../routes/metric.tsx'), 'MetricPage'),
});

const routeTree = root.addChildren([
  ...[home, leaderboards, leaderboard, why, figures, images, imagesOfDataset, image, compare, gallery, task],
  ...[datasets, dataset, models, model, metrics, metric],
  ...accountRoutes(root),
  ...submissionRoutes(root),
  ...submitRoutes(root),
]);

/** Characters that a search may have as they are, though browsers write them in another way. */
const plain: Readonly<Record<string, string>> = { '%2C': ',', '%2F': '/', '%3A': ':', '%40': '@' };

const readable = (search: string): string => search.replaceAll(/%(?:2C|2F|3A|40)/g, (code) => plain[code] ?? code);

/** The pages and their addresses. Search parameters are plain words, so that a link can be read and typed. */
export function createAppRouter() {
  return createRouter({
    routeTree,
    defaultPreload: 'intent',
    defaultErrorComponent: BrokenPage,
    scrollRestoration: true,
    // Metrics are named like f1@0.5.
    pathParamsAllowedCharacters: ['@'],
    parseSearch: parseSearchWith((value) => value),
    stringifySearch: (search) => readable(stringifySearchWith(String)(search)),
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
  interface HistoryState {
    /** True where a control led here that keeps the focus. */
    keepFocus?: boolean;
    /** True where the home page led here, so that the page says what this site is. */
    fromHome?: boolean;
  }
}
