export { describeDatabases, describeOnPostgres, type TestDatabase } from './databases.fixture.ts';
export { startPostgres, type PostgresServer } from './postgres-server.fixture.ts';
export * from './rows.fixture.ts';
