import { TRPCError } from '@trpc/server';
import * as z from 'zod';
import { mayCall, policies, type Policy } from './access/policies.ts';
import { anonymous, operator as operatorPrincipal, type Principal } from './access/principal.ts';
import { assertPolicies, createAppRouter, type Services } from './app-router.ts';
import { DeveloperId } from './identifiers.ts';
import { Problem } from './problem.ts';
import { createCallerFactory, procedure, router, type Caller } from './procedures.ts';

const visitor: Caller = { principal: anonymous, requestId: 'request-1' };
const operator: Caller = { principal: operatorPrincipal, requestId: 'request-2' };
const developer: Caller = {
  principal: { kind: 'developer', id: DeveloperId.parse('00000000-0000-4000-8000-000000000001') },
  requestId: 'request-3',
};

/** Doors with nothing behind them: enough to see who is let through to the service. */
const services = new Proxy({} as Services, {
  get: (_, feature: string) =>
    new Proxy(
      {},
      {
        get: (_service, method: string) => () => {
          throw new Problem('TASK_NOT_FOUND', `${feature}.${method} was reached.`);
        },
      },
    ),
});

interface Declared {
  _def: { type: string; meta?: { action?: string } };
}

const procedures = Object.entries(createAppRouter(services)._def.procedures as unknown as Record<string, Declared>);
const table: Record<string, Policy> = policies;

describe('the table of policies', () => {
  it('has a row for every procedure and a procedure for every such row', () => {
    const rows = Object.keys(table).filter((action) => !action.includes(' '));
    expect(procedures.map(([path]) => path).sort()).toEqual(rows.sort());
  });

  it('leaves no mutation to visitors but those that lead to an account', () => {
    for (const [path, { _def }] of procedures) {
      if (_def.type === 'mutation' && !path.startsWith('registration.'))
        expect([path, table[path]?.allow]).not.toEqual([path, expect.arrayContaining(['anonymous'])]);
    }
  });

  it('lets admins call everything that comes over the wire, and workers nothing', () => {
    const admin: Principal = { kind: 'admin', id: DeveloperId.parse('00000000-0000-4000-8000-000000000002') };
    const worker: Principal = { kind: 'worker', name: 'demo' };
    for (const action of Object.keys(policies) as (keyof typeof policies)[]) {
      expect([action, mayCall(admin, action), mayCall(worker, action)]).toEqual([action, true, false]);
    }
  });

  it('keeps every token from what belongs to the account, and those that read from every change', () => {
    const reading: Principal = { ...operatorPrincipal, scope: 'read' } as Principal;
    for (const [path, { _def }] of procedures as [keyof typeof policies, Declared][]) {
      const own =
        /^(?:accounts|tokens|invitations|passkeys|secondFactor)[.](?!me$)|^teams[.](?!mine$|get$)|[.]assign$/.test(
          path,
        );
      const isChange = _def.type === 'mutation' && !path.startsWith('registration.');
      expect([path, mayCall(operatorPrincipal, path)]).toEqual([path, !own]);
      if (isChange) expect([path, mayCall(reading, path)]).toEqual([path, false]);
    }
  });
});

describe('a procedure', () => {
  const refused = (procedures: object) => () => {
    assertPolicies(procedures);
  };

  it('without a policy does not start', () => {
    expect(refused({ 'tasks.drop': { _def: {} } })).toThrow('The procedure tasks.drop has no policy of its own.');
  });

  it('with the policy of another does not start', () => {
    const list = procedure('tasks.list').query(() => 1);
    expect(refused({ 'tasks.list': list })).not.toThrow();
    expect(refused({ 'tasks.create': list })).toThrow('The procedure tasks.create has no policy of its own.');
  });
});

describe('a door for curators', () => {
  const publish = (caller: Caller) =>
    createCallerFactory(createAppRouter(services))(caller).datasets.publish({ dataset: 'nuclei' });

  it('stays shut for visitors and says what is needed', async () => {
    await expect(publish(visitor)).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
      message: 'You need to be signed in for this. Sign in, or send a token as "Authorization: Bearer <token>".',
    });
  });

  it('stays shut for a role that the policy does not name', async () => {
    await expect(publish(developer)).rejects.toMatchObject({
      code: 'FORBIDDEN',
      message: 'Your role, developer, does not allow this.',
    });
  });

  it('opens for the operator', async () => {
    await expect(publish(operator)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'datasets.publish was reached.',
    });
  });

  it('checks the token before it reads the input', async () => {
    const call = createCallerFactory(createAppRouter(services))(visitor);
    // @ts-expect-error: a number is not a slug
    await expect(call.datasets.publish({ dataset: 7 })).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
  });
});

describe('input', () => {
  const call = createCallerFactory(createAppRouter(services))(visitor);

  it('with a key nobody knows is refused', async () => {
    // @ts-expect-error: there is no such key
    await expect(call.leaderboard.get({ task: 'nuclei', sort: 'mDice' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    });
  });

  it('with a character that the database does not keep is refused', async () => {
    await expect(call.images.list({ cellType: 'nuc\0leus' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    const ask = createCallerFactory(createAppRouter(services))(operator);
    const dataset = { slug: 'nuclei', name: 'Nuclei', object: 'nucleus', licence: 'CC0-1.0' } as const;
    for (const part of [{ name: 'a\0' }, { sourceUrl: 'https://example.org/\0' }]) {
      await expect(ask.datasets.create({ ...dataset, ...part })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }
  });

  it.each(['', 'A', 'a b', '../etc', "x'; drop table task; --", 'a'.repeat(65), '-a', 'a--b'])(
    'that is not a slug is refused: %j',
    async (task) => {
      await expect(call.leaderboard.get({ task })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    },
  );
});

describe('a failure', () => {
  const failing = (error: Error) =>
    router({
      go: procedure('system.status')
        .input(z.strictObject({ n: z.int() }).optional())
        .query(() => {
          throw error;
        }),
    });
  const problemOf = (error: Error, code: TRPCError['code'] = 'INTERNAL_SERVER_ERROR') => {
    const { _def } = failing(error);
    const trpc = new TRPCError({ code, message: error.message, cause: error });
    const shape = _def._config.errorFormatter({
      shape: { message: trpc.message, code: -32603, data: { code: trpc.code, httpStatus: 500 } },
      error: trpc,
      ctx: visitor,
      input: undefined,
      path: 'go',
      type: 'query',
    });
    expect(shape.message).toBe(shape.data.problem.detail);
    return shape.data.problem;
  };

  it('that was not expected keeps its message to itself and names the request', () => {
    const problem = problemOf(new Error('password of the database is hunter2'));
    expect(JSON.stringify(problem)).not.toContain('hunter2');
    expect(problem).toMatchObject({ code: 'INTERNAL', status: 500, requestId: 'request-1' });
    expect(problem.detail).toContain('request-1');
  });

  it('that was expected is described as RFC 9457 asks', async () => {
    const call = createCallerFactory(failing(new Problem('DATASET_EXISTS', 'There is one.')))(visitor);
    await expect(call.go()).rejects.toMatchObject({ code: 'CONFLICT', cause: { code: 'DATASET_EXISTS' } });
    expect(problemOf(new Problem('DATASET_EXISTS', 'There is one.'))).toEqual({
      type: 'urn:cellboard:problem:DATASET_EXISTS',
      title: 'Dataset exists',
      status: 409,
      detail: 'There is one.',
      code: 'DATASET_EXISTS',
      requestId: 'request-1',
    });
  });

  it('of the input says what is wrong with it, in words', async () => {
    const call = createCallerFactory(failing(new Error('never')))(visitor);
    // @ts-expect-error: a string is not a number
    const error: unknown = await call.go({ n: 'one' }).catch((reason: unknown) => reason);
    const { code, status, detail } = problemOf((error as TRPCError).cause!, 'BAD_REQUEST');
    expect({ code, status }).toEqual({ code: 'REQUEST_INVALID', status: 400 });
    expect(detail).toBe('n: Use a number.');
  });

  it('of tRPC itself keeps its status', () => {
    expect(problemOf(new Error('Use POST.'), 'METHOD_NOT_SUPPORTED')).toMatchObject({ status: 405 });
    expect(problemOf(new Error('No "query"-procedure on path "x"'), 'NOT_FOUND')).toMatchObject({
      code: 'PAGE_NOT_FOUND',
      status: 404,
    });
  });
});
