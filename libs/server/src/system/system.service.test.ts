import { describeDatabases } from '../testing/databases.fixture.ts';
import { TestServer } from '../testing/server.fixture.ts';

describeDatabases((database) => {
  it('tells what the installation is', async () => {
    const server = await TestServer.open(database, { version: '1.2.3' });
    expect(await server.asAnyone((api) => api.system.status())).toEqual({
      version: '1.2.3',
      database: database.kind,
      demo: { state: 'off', done: 0, total: 0 },
      measures: { done: 0, total: 0 },
      labelFiles: null,
      pictures: null,
      jobs: { queued: 0, running: 0, failed: 0 },
    });
    await server.close();
  });

  it('reports a demo that waits to be made', async () => {
    const server = await TestServer.open(database, { demo: true });
    expect(await server.asAnyone((api) => api.system.status())).toMatchObject({
      demo: { state: 'preparing', done: 0, total: 48 },
      jobs: { queued: 1 },
    });
    await server.close();
  });
});
