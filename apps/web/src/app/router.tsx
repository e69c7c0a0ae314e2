import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  parseSearchWith,
  stringifySearchWith,
  stripSearchParams,
} from '@tanstack/react-router';
import { DatasetsSearch, datasetsSearchDefaults } from '../features/datasets/datasets-search.ts';
import { GallerySearch, gallerySearchDefaults } from '../features/gallery/gallery-search.ts';
import { LeaderboardSearch, leaderboardSearchDefaults } from '../features/leaderboard/leaderboard-search.ts';
import { MetricsSearch, metricsSearchDefaults } from '../features/metrics/metrics-search.ts';
import { ModelsSearch, modelsSearchDefaults } from '../features/models/models-search.ts';
import { BrokenPage } from '../routes/broken.tsx';
import { NotFoundPage } from '../routes/not-found.tsx';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../routes/leaderboards.tsx'), 'HomePage'),
});

const leaderboards = createRoute({
  getParentRoute: () => root,
  path: '/leaderboards',
  component: lazyRouteComponent(() => import('../routes/leaderboards.tsx'), 'LeaderboardsPage'),
});

const leaderboard = createRoute({
  getParentRoute: () => root,
  path: '/leaderboards/$task',
  validateSearch: LeaderboardSearch,
  search: { middlewares: [stripSearchParams(leaderboardSearchDefaults)] },
  component: lazyRouteComponent(() => import('../routes/leaderboard.tsx'), 'LeaderboardPage'),
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
  path: '/models/$model',
  component: lazyRouteComponent(() => import('../routes/model.tsx'), 'ModelPage'),
});

const gallery = createRoute({
  getParentRoute: () => root,
  path: '/gallery',
  validateSearch: GallerySearch,
  search: { middlewares: [stripSearchParams(gallerySearchDefaults)] },
  component: lazyRouteComponent(() => import('../routes/gallery.tsx'), 'GalleryPage'),
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

/** The pages and their addresses. Search parameters are plain words, so that a link can be read and typed. */
export function createAppRouter() {
  return createRouter({
    routeTree: root.addChildren([
      home,
      leaderboards,
      leaderboard,
      datasets,
      dataset,
      models,
      model,
      gallery,
      metrics,
      metric,
    ]),
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
}
