import { TRPCError } from '@trpc/server';
import { assertAccessDeclared, createAppRouter, type Services } from './app-router.ts';
import { createCallerFactory, publicProcedure, router, type Caller } from './procedures.ts';
import { Problem } from './problem.ts';

const visitor: Caller = { isOperator: false, requestId: 'request-1' };
const operator: Caller = { isOperator: true, requestId: 'request-2' };

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
  _def: { type: string; meta?: { access?: string } };
}

const procedures = Object.entries(createAppRouter(services)._def.procedures as unknown as Record<string, Declared>);

describe('the table of procedures', () => {
  it('names who may call each, and leaves no mutation to everyone', () => {
    expect(procedures.length).toBeGreaterThan(15);
    for (const [path, { _def }] of procedures) {
      expect([path, ['everyone', 'operator']]).toEqual([path, expect.arrayContaining([_def.meta?.access])]);
      if (_def.type === 'mutation') expect([path, _def.meta?.access]).toEqual([path, 'operator']);
    }
  });

  it('refuses to start with a procedure that does not say who may call it', () => {
    const open = { 'tasks.drop': { _def: {} } };
    expect(() => {
      assertAccessDeclared(open);
    }).toThrow('The procedure tasks.drop does not declare who may call it.');
    expect(() => {
      assertAccessDeclared({ 'tasks.list': publicProcedure.query(() => 1) });
    }).not.toThrow();
  });
});

describe('a door for the operator', () => {
  const publish = (caller: Caller) =>
    createCallerFactory(createAppRouter(services))(caller).datasets.publish({ dataset: 'nuclei' });

  it('stays shut without the token and says what is needed', async () => {
    await expect(publish(visitor)).rejects.toMatchObject({
      code: 'UNAUTHORIZED',
      message: 'This needs the operator token. Send it as "Authorization: Bearer <token>".',
    });
  });

  it('opens with it', async () => {
    await expect(publish(operator)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'datasets.publish was reached.',
    });
  });

  it('checks the token before it reads the input', async () => {
    const call = createCallerFactory(createAppRouter(services))(visitor);
    // @ts-expect-error: a number is no slug
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
    const dataset = { slug: 'nuclei', name: 'Nuclei', licence: 'CC0-1.0' };
    for (const part of [{ name: 'a\0' }, { sourceUrl: 'https://example.org/\0' }]) {
      await expect(ask.datasets.create({ ...dataset, ...part })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }
  });

  it.each(['', 'A', 'a b', '../etc', "x'; drop table task; --", 'a'.repeat(65), '-a', 'a--b'])(
    'that is no slug is refused: %j',
    async (task) => {
      await expect(call.leaderboard.get({ task })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    },
  );
});

describe('a failure', () => {
  const failing = (error: Error) =>
    router({
      go: publicProcedure.query(() => {
        throw error;
      }),
    });
  const shapeOf = (error: Error) => {
    const { _def } = failing(error);
    const cause = error instanceof Problem ? error : undefined;
    const trpc = new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: error.message, ...(cause && { cause }) });
    return _def._config.errorFormatter({
      shape: { message: trpc.message, code: -32603, data: { code: trpc.code, httpStatus: 500 } },
      error: trpc,
      ctx: visitor,
      input: undefined,
      path: 'go',
      type: 'query',
    });
  };

  it('that was not expected keeps its words to itself and names the request', () => {
    const shape = shapeOf(new Error('password of the database is hunter2'));
    expect(JSON.stringify(shape)).not.toContain('hunter2');
    expect(shape.message).toContain('request-1');
    expect(shape.data).toMatchObject({ problem: null, requestId: 'request-1' });
  });

  it('that was expected carries its code', async () => {
    const call = createCallerFactory(failing(new Problem('DATASET_EXISTS', 'There is one.')))(visitor);
    await expect(call.go()).rejects.toMatchObject({ code: 'CONFLICT', cause: { code: 'DATASET_EXISTS' } });
    expect(shapeOf(new Problem('DATASET_EXISTS', 'There is one.')).data.problem).toBe('DATASET_EXISTS');
  });
});
