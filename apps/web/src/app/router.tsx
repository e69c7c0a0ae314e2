import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  parseSearchWith,
  stringifySearchWith,
  stripSearchParams,
} from '@tanstack/react-router';
import { GallerySearch, gallerySearchDefaults } from '../features/gallery/gallery-search.ts';
import { LeaderboardSearch, leaderboardSearchDefaults } from '../features/leaderboard/leaderboard-search.ts';
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

const gallery = createRoute({
  getParentRoute: () => root,
  path: '/gallery',
  validateSearch: GallerySearch,
  search: { middlewares: [stripSearchParams(gallerySearchDefaults)] },
  component: lazyRouteComponent(() => import('../routes/gallery.tsx'), 'GalleryPage'),
});

/** The pages and their addresses. Search parameters are plain words, so that a link can be read and typed. */
export function createAppRouter() {
  return createRouter({
    routeTree: root.addChildren([home, leaderboards, leaderboard, gallery]),
    defaultPreload: 'intent',
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
