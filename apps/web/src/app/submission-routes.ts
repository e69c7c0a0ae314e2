import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';

/** The pages of submissions, and of the line in which they wait. */
export function submissionRoutes<Root extends AnyRoute>(root: Root) {
  const getParentRoute = () => root;
  return [
    createRoute({
      getParentRoute,
      path: '/me/submissions',
      component: lazyRouteComponent(() => import('../routes/my-submissions.tsx'), 'MySubmissionsPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/submissions/$submission',
      component: lazyRouteComponent(() => import('../routes/submission.tsx'), 'SubmissionPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/status',
      component: lazyRouteComponent(() => import('../routes/status.tsx'), 'StatusPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/admin/health',
      component: lazyRouteComponent(() => import('../routes/health.tsx'), 'HealthPage'),
    }),
  ] as const;
}
