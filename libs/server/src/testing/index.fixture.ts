export { inputs, somewhere, type World } from '../access/requests.fixture.ts';
export { changedTables, hashTables } from '../access/table-hashes.fixture.ts';
export { S3Server } from './s3-server.fixture.ts';
