import { isAction, policies, requireAccess, type Action, type Principal } from '@cellboard/contract';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { answerError } from './answer-error.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks. */
    principal: Principal;
  }
  interface FastifyContextConfig {
    /** The route's row in the policy table, where it is not named by its method and path. */
    action?: Action;
  }
}

/**
 * Lets each request through to its route only if the policy table says so, before any of its body is read.
 *
 * @param whoAsks finds out who sent a request
 * @returns what to call once all routes are registered, by whatever part of the application: it fails if one of them
 *   has no row in the table, or the table names a route that does not exist
 */
export function guardRoutes(
  fastify: FastifyInstance,
  whoAsks: (request: FastifyRequest) => Promise<Principal>,
): () => void {
  const routes: RouteOptions[] = [];
  fastify.decorateRequest('principal');
  fastify.addHook('onRoute', (route) => {
    routes.push(route);
  });
  fastify.addHook('onRequest', async (request, reply) => {
    const action = actionOf(request);
    try {
      request.principal = await whoAsks(request);
      if (action === undefined) return;
      requireAccess(request.principal, action);
    } catch (error) {
      return answerError(error, { request, reply });
    }
  });
  return () => {
    const found = new Set(routes.flatMap(actionsOf));
    const missing = Object.keys(policies).filter((action) => action.includes(' ') && !found.has(action as Action));
    if (missing.length > 0) throw new Error(`The policy table names routes that do not exist: ${missing.join(', ')}.`);
  };
}

/** The rows of a route, one for each of its methods. */
function actionsOf({ method, url, config }: RouteOptions): Action[] {
  const methods = [method].flat().filter((one) => one !== 'HEAD');
  return methods.map((one) => {
    const action = config?.action ?? `${one} ${url}`;
    if (isAction(action)) return action;
    throw new Error(`The route ${action} has no policy. Add it to the policy table of the contract.`);
  });
}

/** The row of the route that a request was matched to; undefined where there is no such route. */
function actionOf({ routeOptions, method }: FastifyRequest): Action | undefined {
  const { url, config } = routeOptions;
  if (url === undefined) return undefined;
  const action = config.action ?? `${method === 'HEAD' ? 'GET' : method} ${url}`;
  if (isAction(action)) return action;
  throw new Error(`The route ${action} has no policy.`);
}
