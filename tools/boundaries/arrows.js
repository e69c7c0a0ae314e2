/**
 * Who may import whom: the one list behind `@nx/enforce-module-boundaries`.
 * The reasons stand in docs/architecture.md; canary.mjs proves that each row is enforced.
 */
const lib = (...names) => names.map((name) => `lib:${name}`);

const science = ['ndarray'];

export const arrows = [
  { sourceTag: 'lib:labels', onlyDependOnLibsWithTags: [], allowedExternalImports: [...science, 'fast-check'] },
  {
    sourceTag: 'lib:contract',
    onlyDependOnLibsWithTags: [],
    allowedExternalImports: ['zod', '@trpc/server', '@trpc/server/*', 'fast-check'],
  },
  {
    sourceTag: 'lib:metrics',
    onlyDependOnLibsWithTags: lib('labels'),
    allowedExternalImports: [...science, 'fast-check', 'fast-png', 'sharp', 'node:*'],
  },
  { sourceTag: 'lib:formats', onlyDependOnLibsWithTags: lib('labels') },
  {
    sourceTag: 'lib:preflight',
    onlyDependOnLibsWithTags: lib('contract', 'formats', 'labels'),
    allowedExternalImports: ['fastest-levenshtein', 'fast-check', 'sharp', 'node:*'],
  },
  { sourceTag: 'lib:viewer', onlyDependOnLibsWithTags: lib('labels', 'metrics') },
  {
    sourceTag: 'lib:baselines',
    onlyDependOnLibsWithTags: lib('labels'),
    allowedExternalImports: [...science, 'fast-check', 'fast-png', 'sharp', 'node:*'],
  },
  { sourceTag: 'lib:catalog', onlyDependOnLibsWithTags: lib('contract') },
  { sourceTag: 'lib:db', onlyDependOnLibsWithTags: lib('contract') },
  { sourceTag: 'lib:sdk', onlyDependOnLibsWithTags: lib('contract') },
  { sourceTag: 'lib:imaging', onlyDependOnLibsWithTags: lib('formats', 'labels') },
  {
    sourceTag: 'lib:datasets',
    onlyDependOnLibsWithTags: lib('imaging', 'catalog', 'formats', 'labels', 'metrics', 'contract'),
  },
  {
    sourceTag: 'lib:evaluation',
    onlyDependOnLibsWithTags: lib('imaging', 'metrics', 'formats', 'labels', 'contract'),
    bannedExternalImports: ['@nestjs/*', '@mikro-orm/*', 'pg-boss'],
  },
  { sourceTag: 'lib:demo-data', onlyDependOnLibsWithTags: lib('labels', 'formats') },
  {
    sourceTag: 'lib:server',
    onlyDependOnLibsWithTags: lib(
      'db',
      'contract',
      'catalog',
      'demo-data',
      'evaluation',
      'baselines',
      'preflight',
      'imaging',
      'metrics',
      'formats',
      'labels',
    ),
  },
  { sourceTag: 'app:api', onlyDependOnLibsWithTags: lib('server', 'db', 'contract') },
  { sourceTag: 'app:worker', onlyDependOnLibsWithTags: lib('server', 'db', 'contract') },
  // Of formats only its door for the browser, which eslint.config.js sees to.
  {
    sourceTag: 'app:web',
    onlyDependOnLibsWithTags: lib('contract', 'metrics', 'labels', 'formats', 'preflight', 'viewer'),
  },
  { sourceTag: 'app:web-e2e', onlyDependOnLibsWithTags: [] },
  {
    sourceTag: 'app:cli',
    onlyDependOnLibsWithTags: lib(
      'evaluation',
      'datasets',
      'catalog',
      'preflight',
      'sdk',
      'contract',
      'imaging',
      'formats',
      'metrics',
      'labels',
    ),
  },
];
