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
import { ImagesSearch, imagesSearchDefaults } from '../features/images/images-search.ts';
import { LeaderboardSearch, leaderboardSearchDefaults } from '../features/leaderboard/leaderboard-search.ts';
import { MetricsSearch, metricsSearchDefaults } from '../features/metrics/metrics-search.ts';
import {
  ModelSearch,
  ModelsSearch,
  modelSearchDefaults,
  modelsSearchDefaults,
} from '../features/models/models-search.ts';
import { BoardsSearch, boardsSearchDefaults } from '../features/tasks/boards-search.ts';
import { TaskSearch, taskSearchDefaults } from '../features/tasks/task-search.ts';
import { BrokenPage } from '../routes/broken.tsx';
import { HomePage } from '../routes/home.tsx';
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

// An image opens above the others, at an address of its own.
const images = createRoute({
  getParentRoute: () => root,
  path: '/images/{-$dataset}/{-$name}',
  validateSearch: ImagesSearch,
  search: { middlewares: [stripSearchParams(imagesSearchDefaults)] },
  component: lazyRouteComponent(() => import('../routes/images.tsx'), 'ImagesPage'),
});

/** Where the images were in early releases. */
const gallery = createRoute({
  getParentRoute: () => root,
  path: '/gallery',
  validateSearch: ImagesSearch,
  beforeLoad: ({ search }) => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- how the router redirects
    throw redirect({ to: '/images/{-$dataset}/{-$name}', search, replace: true });
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
  ...[home, leaderboards, leaderboard, images, gallery, task],
  ...[datasets, dataset, models, model, metrics, metric],
]);

/** The pages and their addresses. Search parameters are plain words, so that a link can be read and typed. */
export function createAppRouter() {
  return createRouter({
    routeTree,
    defaultPreload: 'intent',
    defaultErrorComponent: BrokenPage,
    scrollRestoration: true,
    parseSearch: parseSearchWith((value) => value),
    stringifySearch: stringifySearchWith(String),
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
  interface HistoryState {
    /** True where a control led here that keeps the focus. */
    keepFocus?: boolean;
    /** True where an image was opened from the page before, to which closing it goes back. */
    openedHere?: boolean;
    /** True where the home page led here, so that the page says what this site is. */
    fromHome?: boolean;
  }
}
