import { catalogDatasets, catalogModels, catalogSources } from '@cellboard/catalog';
import * as databases from '@cellboard/db/testing';
import { catalog } from '@cellboard/metrics';
import { jobs } from '../queue/jobs.ts';
import { TestServer } from './server.fixture.ts';

/** A database on which a server has started once: with the catalogue, the metrics and the tables of the queue. */
const started: databases.Prepared = {
  key: JSON.stringify([catalogSources, catalogDatasets, catalogModels, catalog, jobs]),
  prepare: async (database) => {
    const server = await TestServer.open(database);
    await server.close();
  },
};

/** Runs the same tests on both databases, on which a server has started before: then it starts in less time. */
export function describeDatabases(tests: (database: databases.TestDatabase) => void): void {
  databases.describeDatabases(tests, started);
}

/** The same for tests that have little to do with the database, on the embedded one alone. */
export function describeEmbedded(tests: (database: databases.TestDatabase) => void): void {
  databases.describeEmbedded(tests, started);
}
