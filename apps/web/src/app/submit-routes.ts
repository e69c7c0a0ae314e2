import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router';
import { ModelDraftSearch } from '../features/submit/model-draft-search.ts';
import { TaskChoice } from '../features/submit/task-choice.ts';

/** The steps of a submission, one address each. */
export function submitRoutes<Root extends AnyRoute>(root: Root) {
  const getParentRoute = () => root;
  return [
    createRoute({
      getParentRoute,
      path: '/submit',
      validateSearch: TaskChoice,
      component: lazyRouteComponent(() => import('../routes/submit.tsx'), 'SubmitPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/submit/model',
      validateSearch: ModelDraftSearch,
      component: lazyRouteComponent(() => import('../routes/submit-model.tsx'), 'SubmitModelPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/submit/$submission/files',
      component: lazyRouteComponent(() => import('../routes/submit-files.tsx'), 'SubmitFilesPage'),
    }),
    createRoute({
      getParentRoute,
      path: '/submit/$submission/send',
      component: lazyRouteComponent(() => import('../routes/submit-send.tsx'), 'SubmitSendPage'),
    }),
  ] as const;
}
