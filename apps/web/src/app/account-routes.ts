import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import { SignInSearch } from '../features/account/next-page.ts';

/** The pages of accounts. */
export function accountRoutes<Root extends AnyRoute>(root: Root) {
  const getParentRoute = () => root;
  return [
    createRoute({
      getParentRoute,
      path: '/sign-in',
      validateSearch: SignInSearch,
      component: lazyRouteComponent(() => import('../routes/sign-in.tsx'), 'SignInPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/register',
      component: lazyRouteComponent(() => import('../routes/register.tsx'), 'RegisterPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/verify',
      component: lazyRouteComponent(() => import('../routes/verify.tsx'), 'VerifyPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/reset',
      component: lazyRouteComponent(() => import('../routes/reset.tsx'), 'ResetPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/me/settings',
      component: lazyRouteComponent(() => import('../routes/settings.tsx'), 'SettingsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/me/tokens',
      component: lazyRouteComponent(() => import('../routes/tokens.tsx'), 'TokensPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/me/teams',
      component: lazyRouteComponent(() => import('../routes/teams.tsx'), 'TeamsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/me/teams/join',
      component: lazyRouteComponent(() => import('../routes/join-team.tsx'), 'JoinTeamPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/me/teams/$team',
      component: lazyRouteComponent(() => import('../routes/team.tsx'), 'TeamPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/admin/people',
      component: lazyRouteComponent(() => import('../routes/people.tsx'), 'PeoplePage'),
    }),
  ] as const;
}
