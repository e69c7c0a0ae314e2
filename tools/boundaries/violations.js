/** One planted violation for every rule that is not an arrow between projects. */
const lines = (count, line) => Array.from({ length: count }, (_, i) => line(i)).join('\n');

export const violations = [
  {
    name: 'a pure lib must not import node:*',
    rule: '@typescript-eslint/no-restricted-imports',
    file: 'libs/metrics/src/node.planted.ts',
    code: `import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n`,
  },
  {
    name: 'code for browsers too must not import ndarray as a value',
    rule: '@typescript-eslint/no-restricted-imports',
    file: 'libs/labels/src/compiled.planted.ts',
    code: `import ndarray from 'ndarray';\nexport const view = ndarray([1]);\n`,
  },
  {
    name: 'readers of formats must not import ndarray as a value',
    rule: '@typescript-eslint/no-restricted-imports',
    file: 'libs/formats/src/samples/compiled.planted.ts',
    code: `import ndarray from 'ndarray';\nexport const view = ndarray([1]);\n`,
  },
  {
    name: 'readers of formats must not import node:*',
    rule: '@typescript-eslint/no-restricted-imports',
    file: 'libs/formats/src/samples/node.planted.ts',
    code: `import { inflateSync } from 'node:zlib';\nexport const inflate = inflateSync;\n`,
  },
  {
    name: 'readers of formats must not use what only Node has',
    rule: 'no-restricted-globals',
    file: 'libs/formats/src/samples/global.planted.ts',
    code: 'export const empty = Buffer.alloc(0);\n',
  },
  {
    name: "formats' side of the browser must not import node:*",
    rule: '@typescript-eslint/no-restricted-imports',
    file: 'libs/formats/src/browser/node.planted.ts',
    code: `import { inflateSync } from 'node:zlib';\nexport const inflate = inflateSync;\n`,
  },
  {
    name: 'web must import formats by its door for browsers',
    rule: '@typescript-eslint/no-restricted-imports',
    file: 'apps/web/src/formats.planted.ts',
    code: `import { FormatError } from '@cellboard/formats';\nexport const error = FormatError;\n`,
  },
  {
    name: 'a feature of web must import formats by its door for browsers',
    rule: '@typescript-eslint/no-restricted-imports',
    file: 'apps/web/src/features/planted-a/formats.ts',
    code: `import { openPath } from '@cellboard/formats/node';\nexport const open = openPath;\n`,
  },
  {
    name: 'viewer must not import node:*',
    rule: '@typescript-eslint/no-restricted-imports',
    file: 'libs/viewer/src/view/node.planted.ts',
    code: `import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n`,
  },
  {
    name: "viewer's core must not import React",
    rule: '@typescript-eslint/no-restricted-imports',
    file: 'libs/viewer/src/render/react.planted.ts',
    code: `import { useState } from 'react';\nexport const use = useState;\n`,
  },
  {
    name: 'what viewer computes must not know of a page',
    rule: 'no-restricted-globals',
    file: 'libs/viewer/src/cells/page.planted.ts',
    code: 'export const ratio = window.devicePixelRatio;\n',
  },
  {
    name: 'labels must not import a package beside ndarray',
    rule: '@nx/enforce-module-boundaries',
    file: 'libs/labels/src/external.planted.ts',
    code: `import { z } from 'zod';\nexport const schema = z.string();\n`,
  },
  {
    name: 'contract must not import Nest',
    rule: '@nx/enforce-module-boundaries',
    file: 'libs/contract/src/nest.planted.ts',
    code: `import { Injectable } from '@nestjs/common';\nexport const decorator = Injectable;\n`,
  },
  {
    name: 'evaluation must not import MikroORM',
    rule: '@nx/enforce-module-boundaries',
    file: 'libs/evaluation/src/orm.planted.ts',
    code: `import { MikroORM } from '@mikro-orm/core';\nexport const orm = MikroORM;\n`,
  },
  {
    name: 'a file must not import the index of its own lib',
    rule: '@typescript-eslint/no-restricted-imports',
    file: 'libs/labels/src/own-index.planted.ts',
    code: `import * as everything from './index.ts';\nexport const used = everything;\n`,
  },
  {
    name: 'web must not import the router as a value',
    rule: '@typescript-eslint/no-restricted-imports',
    file: 'apps/web/src/router-value.planted.ts',
    code: `import { createAppRouter } from '@cellboard/contract/router';\nexport const used = createAppRouter;\n`,
  },
  {
    name: 'sdk must not import the router as a value',
    rule: '@typescript-eslint/no-restricted-imports',
    file: 'libs/sdk/src/router-value.planted.ts',
    code: `import { createAppRouter } from '@cellboard/contract/router';\nexport const used = createAppRouter;\n`,
  },
  {
    name: 'a feature must not import another feature',
    rule: '@typescript-eslint/no-restricted-imports',
    file: 'apps/web/src/features/planted-a/a.ts',
    code: `import { b } from '../planted-b/b.ts';\nexport const a = b;\n`,
    beside: { 'apps/web/src/features/planted-b/b.ts': 'export const b = 1;\n' },
  },
  {
    name: 'process.env stays in env.ts',
    rule: 'no-restricted-syntax',
    file: 'libs/evaluation/src/environment.planted.ts',
    code: 'export const home = process.env.HOME;\n',
  },
  {
    name: 'no default exports',
    rule: 'no-restricted-syntax',
    file: 'libs/labels/src/default.planted.ts',
    code: 'export default 1;\n',
  },
  {
    name: 'no floating promises',
    rule: '@typescript-eslint/no-floating-promises',
    file: 'libs/evaluation/src/floating.planted.ts',
    code: 'export function start(): void {\n  Promise.resolve(1);\n}\n',
  },
  {
    name: 'no any',
    rule: '@typescript-eslint/no-explicit-any',
    file: 'libs/labels/src/any.planted.ts',
    code: 'export const anything: any = 1;\n',
  },
  {
    name: 'a switch names every case',
    rule: '@typescript-eslint/switch-exhaustiveness-check',
    file: 'libs/labels/src/switch.planted.ts',
    code: `export function side(of: 'left' | 'right'): number {\n  switch (of) {\n    case 'left':\n      return 1;\n  }\n  return 0;\n}\n`,
  },
  {
    name: 'at most three parameters',
    rule: 'no-restricted-syntax',
    file: 'libs/labels/src/params.planted.ts',
    code: 'export const sum = (a: number, b: number, c: number, d: number): number => a + b + c + d;\n',
  },
  {
    name: 'at most 300 lines a file',
    rule: 'max-lines',
    file: 'libs/labels/src/lines.planted.ts',
    code: `${lines(301, (i) => `export const n${i} = ${i};`)}\n`,
  },
  {
    name: 'at most 60 lines a function',
    rule: 'max-lines-per-function',
    file: 'libs/labels/src/function.planted.ts',
    code: `export function long(out: number[]): void {\n${lines(60, (i) => `  out.push(${i});`)}\n}\n`,
  },
  {
    name: 'complexity at most 12',
    rule: 'complexity',
    file: 'libs/labels/src/complexity.planted.ts',
    code: `export function pick(n: number): number {\n${lines(12, (i) => `  if (n === ${i}) return ${i * 2};`)}\n  return 0;\n}\n`,
  },
  {
    name: 'no non-null assertion outside kernels',
    rule: '@typescript-eslint/no-non-null-assertion',
    file: 'libs/evaluation/src/non-null.planted.ts',
    code: 'export const first = (list: number[]): number => list[0]!;\n',
  },
];

const importing = (names, from, rest) => `import ${names} from '${from}';\n${rest}\n`;

/** Circles of imports, each of all its files. */
export const circles = [
  {
    name: 'files must not import each other in a circle',
    file: 'libs/labels/src/circle-a.planted.ts',
    code: `import { b } from './circle-b.planted.ts';\nexport const a = (): number => b();\n`,
    beside: {
      'libs/labels/src/circle-b.planted.ts': `import { a } from './circle-a.planted.ts';\nexport const b = (): number => a();\n`,
    },
  },
  {
    name: 'types must not import each other in a circle',
    file: 'libs/labels/src/type-circle-a.planted.ts',
    code: importing('type { B }', './type-circle-b.planted.ts', 'export interface A {\n  readonly b?: B;\n}'),
    beside: {
      'libs/labels/src/type-circle-b.planted.ts': importing(
        '{ type A }',
        './type-circle-a.planted.ts',
        'export interface B {\n  readonly a?: A;\n}',
      ),
    },
  },
  {
    name: 'a circle of an app goes over export, import() and the type import()',
    file: 'apps/web/src/circle-1.planted.tsx',
    code: "export type { C } from './circle-2.planted.ts';\n",
    beside: {
      'apps/web/src/circle-2.planted.ts': "export type C = import('./circle-3.planted.ts').D;\n",
      'apps/web/src/circle-3.planted.ts':
        "export const load = () => import('./circle-1.planted.tsx');\nexport type D = string;\n",
    },
  },
];
