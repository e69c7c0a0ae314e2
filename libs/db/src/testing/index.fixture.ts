export {
  describeDatabases,
  describeEmbedded,
  describeOnPostgres,
  type Prepared,
  type TestDatabase,
} from './databases.fixture.ts';
export { isCI } from './env.ts';
export { findPostgres, startPostgres, type PostgresServer } from './postgres-server.fixture.ts';
export * from './rows.fixture.ts';
