import nx from '@nx/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { arrows } from './tools/boundaries/arrows.js';

const sources = ['**/*.ts', '**/*.tsx'];
const tests = ['**/*.test.ts', '**/*.test.tsx', '**/*.fixture.ts', '**/*.fixture.tsx', '**/*.spec.ts', '**/bench/**'];
/** Loops over pixels, whose indices are in range by construction. */
const kernels = [
  'libs/labels/**',
  'libs/metrics/**',
  'libs/formats/**',
  'libs/imaging/**',
  'libs/baselines/**',
  'libs/demo-data/**',
  'libs/viewer/**',
];

/** Selectors of what must never be written, each with what to do instead. */
const banned = {
  environment: {
    selector: 'MemberExpression[object.name="process"][property.name="env"]',
    message: 'Settings are read and checked once: take them from env.ts.',
  },
  defaultExport: {
    selector: 'ExportDefaultDeclaration',
    message: 'Export by name, so that a thing has one name everywhere.',
  },
  // A constructor lists the collaborators that Nest injects; everything else names its arguments beyond three.
  parameters: {
    selector: ':function[params.length>3]:not(MethodDefinition[kind="constructor"] > FunctionExpression)',
    message: 'A function takes at most three parameters: put the others into one object.',
  },
  collaborators: {
    selector: 'MethodDefinition[kind="constructor"] > FunctionExpression[params.length>6]',
    message: 'A class with more than six collaborators does several things: split it.',
  },
};

const ownIndex = {
  regex: '^\\.{1,2}/(?:.*/)?index\\.ts$',
  message: 'A file never imports the public index of its own lib: import the file that has it.',
};
const nodeModules = { regex: '^node:', message: 'This code also runs in the browser: no node:* here.' };
const compiledArrays = {
  regex: '^ndarray$',
  message: 'Pages may not compile code at run time, as this package does: take ndArray of @cellboard/labels.',
  allowTypeImports: true,
};
const routerValue = {
  regex: '^@cellboard/contract/router$',
  message: 'Import the router as a type only: its code belongs to the server.',
  allowTypeImports: true,
};

const size = [banned.parameters, banned.collaborators];
const formatsDoor = {
  regex: '^@cellboard/formats(?!/(?:browser|npy)$)',
  message: 'The browser has doors of its own: import @cellboard/formats/browser, or /npy for samples alone.',
};

const noReact = {
  regex: '^react(?:-dom)?(?:/|$)',
  message: 'Only src/react knows of React: the core is used without it, too.',
};

const onlyOnePlatform = (name) => ({ name, message: 'Only one platform has this: take it through Platform.' });

const restrictImports = (...patterns) => ['error', { patterns }];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/test-output/**', '**/*.mjs', '**/*.js', 'data/**'] },
  {
    files: sources,
    extends: [...tseslint.configs.strictTypeChecked],
    plugins: { '@nx': nx },
    // One program for everything: each file is parsed and its types are found once, not once for each project that uses it.
    languageOptions: { parserOptions: { project: 'tsconfig.lint.json', tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        { allow: [], banTransitiveDependencies: true, depConstraints: arrows },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-restricted-imports': restrictImports(ownIndex),
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      complexity: ['error', 12],
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', 60],
      'no-restricted-syntax': ['error', banned.environment, banned.defaultExport, ...size],
    },
  },
  {
    files: ['**/env.ts', '**/*.config.ts', ...tests],
    rules: { 'no-restricted-syntax': ['error', banned.defaultExport, ...size] },
  },
  { files: ['**/*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: kernels, rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  { files: tests, rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-non-null-assertion': 'off' } },
  {
    files: ['labels', 'metrics', 'contract', 'baselines', 'preflight'].map((lib) => `libs/${lib}/src/**`),
    ignores: tests,
    rules: { '@typescript-eslint/no-restricted-imports': restrictImports(ownIndex, nodeModules, compiledArrays) },
  },
  // Readers take what differs between Node and the browser as a platform: only the two platforms know where they are.
  {
    files: ['libs/formats/src/**'],
    ignores: [...tests, 'libs/formats/src/node.ts', 'libs/formats/src/node/**', 'libs/formats/src/browser/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': restrictImports(ownIndex, nodeModules, compiledArrays),
      'no-restricted-globals': [
        'error',
        ...['Buffer', 'process', 'window', 'document', 'navigator'].map(onlyOnePlatform),
      ],
    },
  },
  {
    files: ['libs/formats/src/browser.ts', 'libs/formats/src/browser/**'],
    ignores: tests,
    rules: {
      '@typescript-eslint/no-restricted-imports': restrictImports(ownIndex, nodeModules, compiledArrays),
      'no-restricted-globals': ['error', ...['Buffer', 'process'].map(onlyOnePlatform)],
    },
  },
  // The viewer's core is pure but for its renderers, and only its wrapper knows of React.
  {
    files: ['libs/viewer/src/**'],
    ignores: [...tests, 'libs/viewer/src/react.ts', 'libs/viewer/src/react/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': restrictImports(ownIndex, nodeModules, compiledArrays, noReact),
    },
  },
  {
    files: ['libs/viewer/src/view/**', 'libs/viewer/src/image/**', 'libs/viewer/src/cells/**'],
    ignores: tests,
    rules: {
      'no-restricted-globals': ['error', ...['window', 'document', 'navigator'].map(onlyOnePlatform)],
    },
  },
  {
    files: ['libs/viewer/src/react.ts', 'libs/viewer/src/react/**'],
    ignores: tests,
    extends: [reactHooks.configs.flat.recommended],
    rules: { '@typescript-eslint/no-restricted-imports': restrictImports(ownIndex, nodeModules, compiledArrays) },
  },
  {
    files: ['libs/sdk/src/**'],
    ignores: tests,
    rules: { '@typescript-eslint/no-restricted-imports': restrictImports(ownIndex, nodeModules, routerValue) },
  },
  {
    files: ['apps/web/src/**'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      '@typescript-eslint/no-restricted-imports': restrictImports(ownIndex, nodeModules, routerValue, formatsDoor),
    },
  },
  {
    files: ['apps/web/src/features/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': restrictImports(ownIndex, nodeModules, routerValue, formatsDoor, {
        regex: '/(?:routes|admin|features)/|^\\.\\./(?!\\.\\./)',
        message: 'A feature knows no other feature and no route: the route composes them.',
      }),
    },
  },
  // What tests compare with lies in files; no page has these programs.
  {
    files: ['apps/web/src/**/*.fixture.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': restrictImports(ownIndex, routerValue, formatsDoor) },
  },
  // Nest modules are classes that only carry a decorator, and Nest declares options as classes that literals are meant for.
  {
    files: ['libs/server/**', 'apps/api/**', 'apps/worker/**'],
    rules: {
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    },
  },
);
