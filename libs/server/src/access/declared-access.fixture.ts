import { isAction } from '@cellboard/contract';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Where services, procedures and routes are declared, below the root of the workspace. */
export const SOURCES = {
  services: 'libs/server/src',
  procedures: 'libs/contract/src',
  routes: 'apps/api/src',
} as const;

/** Methods that Nest calls: nobody asks for what they do. */
const LIFECYCLE = /^(onModuleInit|onModuleDestroy|onApplicationBootstrap|onApplicationShutdown)$/;

const VERBS = ['get', 'put', 'post', 'patch', 'delete', 'head', 'options', 'all'];

/**
 * Reads the sources of a workspace, and looks for doors that do not say who may come in: a service method that can be
 * called without saying who asks, a procedure or a route without a row in the table of policies.
 *
 * @param root of the workspace
 * @returns one sentence for each offender
 */
export function undeclaredAccess(root: string): string[] {
  return [
    ...filesOf(join(root, SOURCES.services)).flatMap((file) => offendersIn(file, [serviceOffences])),
    ...filesOf(join(root, SOURCES.procedures)).flatMap((file) =>
      offendersIn(file, [interfaceOffences, procedureOffences]),
    ),
    ...filesOf(join(root, SOURCES.routes)).flatMap((file) => offendersIn(file, [routeOffences, principalOffences])),
  ];
}

/** What is wrong with one node; most nodes are of no concern. */
type Rule = (node: ts.Node) => string[];

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.(test|fixture|worker)\.ts$/.test(name))
    .map((name) => join(folder, name));
}

function offendersIn(path: string, rules: readonly Rule[]): string[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart());
    for (const rule of rules) for (const offence of rule(node)) found.push(`${path}:${line + 1} ${offence}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Every public method of a service takes the principal; a method that takes one takes it first and always. */
const serviceOffences: Rule = (node) => {
  if (!ts.isMethodDeclaration(node) || !ts.isClassDeclaration(node.parent)) return principalOffences(node);
  const { parent, parameters } = node;
  const name = node.name.getText();
  const isDoor = /Service$/.test(parent.name?.text ?? '') && !isPrivate(node) && !LIFECYCLE.test(name);
  if (!isDoor || parameters.some(isPrincipal)) return principalOffences(node);
  return [`${parent.name?.text}.${name} does not take a principal.`];
};

/** The same for the interfaces that the procedures call. */
const interfaceOffences: Rule = (node) => {
  if (!ts.isMethodSignature(node) || !ts.isInterfaceDeclaration(node.parent)) return principalOffences(node);
  const { parent, parameters } = node;
  if (!/Service$/.test(parent.name.text) || parameters.some(isPrincipal)) return principalOffences(node);
  return [`${parent.name.text}.${node.name.getText()} does not take a principal.`];
};

/** A parameter that says who asks is the first of its method, and nobody may leave it out. */
const principalOffences: Rule = (node) => {
  if (!ts.isFunctionLike(node)) return [];
  return node.parameters.filter(isPrincipal).flatMap((parameter) => {
    const name = node.name?.getText() ?? 'a function';
    const isMethod = ts.isMethodDeclaration(node) || ts.isMethodSignature(node);
    return [
      ...(parameter.initializer ? [`${name} has a default for its principal.`] : []),
      ...(parameter.questionToken || isOptional(parameter.type) ? [`${name} may be called without a principal.`] : []),
      ...(isMethod && node.parameters[0] !== parameter ? [`${name} does not take its principal first.`] : []),
    ];
  });
};

function isPrincipal({ type, name }: ts.ParameterDeclaration): boolean {
  const parts = type && ts.isUnionTypeNode(type) ? type.types : [type];
  return parts.some((part) => part?.getText() === 'Principal') || /^_?principal$/.test(name.getText());
}

function isOptional(type: ts.TypeNode | undefined): boolean {
  return type !== undefined && ts.isUnionTypeNode(type) && /\b(undefined|null)\b/.test(type.getText());
}

function isPrivate(method: ts.MethodDeclaration): boolean {
  const hidden = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword, ts.SyntaxKind.StaticKeyword];
  return ts.isPrivateIdentifier(method.name) || (method.modifiers ?? []).some(({ kind }) => hidden.includes(kind));
}

/** Each entry of a router is built on `procedure` with its own name, which the table of policies has. */
const procedureOffences: Rule = (node) => {
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'procedure' && !isDefinition(node))
    return ['builds a procedure that asks no policy.'];
  if (!ts.isCallExpression(node) || node.expression.getText() !== 'router') return [];
  const feature = featureOf(node);
  const [table] = node.arguments;
  if (feature === undefined || !table || !ts.isObjectLiteralExpression(table)) return [];
  return table.properties.flatMap((entry) => {
    const name = `${feature}.${entry.name?.getText() ?? entry.getText()}`;
    const action = ts.isPropertyAssignment(entry) ? actionOf(entry.initializer) : undefined;
    if (action !== name) return [`The procedure ${name} is not built on procedure('${name}').`];
    return isAction(name) ? [] : [`The procedure ${name} has no policy.`];
  });
};

/** `procedures.ts` makes the one kind of procedure that there is. */
function isDefinition(node: ts.Node): boolean {
  return /[\\/]procedures\.ts$/.test(node.getSourceFile().fileName);
}

/** `models` in `const modelsRouter = (…) => router({ … })`; undefined where routers are put together. */
function featureOf(call: ts.Node): string | undefined {
  for (let node = call.parent; !ts.isSourceFile(node); node = node.parent) {
    if (ts.isVariableDeclaration(node)) return /^(\w+)Router$/.exec(node.name.getText())?.[1];
  }
  return undefined;
}

/** The name that the innermost call of a chain, `procedure('…').input(…).query(…)`, is given. */
function actionOf(expression: ts.Expression): string | undefined {
  if (!ts.isCallExpression(expression)) return undefined;
  const { expression: called, arguments: given } = expression;
  if (ts.isPropertyAccessExpression(called)) return actionOf(called.expression);
  const [name] = given;
  return called.getText() === 'procedure' && name && ts.isStringLiteral(name) ? name.text : undefined;
}

/** Each route has a row in the table of policies, or is registered where the row that it stands for is named. */
const routeOffences: Rule = (node) => {
  const route = ts.isMethodDeclaration(node) ? routeOfMethod(node) : routeOfCall(node);
  if (route === undefined || isAction(route)) return [];
  return [`The route ${route} has no policy.`];
};

/** `GET /api/v1/images/:image/truth.webp` of a controller's method; undefined for a method that answers no request. */
function routeOfMethod(method: ts.MethodDeclaration): string | undefined {
  const verb = decoratorOf(method, VERBS);
  const prefix = decoratorOf(method.parent, ['controller']);
  if (!verb) return undefined;
  const path = [prefix?.path ?? '', verb.path].filter((part) => part !== '').join('/');
  return `${verb.name.toUpperCase()} /${path}`;
}

function decoratorOf(node: ts.Node, names: readonly string[]): { name: string; path: string } | undefined {
  for (const { expression } of ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : []) {
    if (!ts.isCallExpression(expression)) continue;
    const name = expression.expression.getText().toLowerCase();
    const [path] = expression.arguments;
    if (names.includes(name)) return { name, path: path && ts.isStringLiteral(path) ? path.text : '' };
  }
  return undefined;
}

/** A route that is registered with Fastify itself, such as `fastify.get('/robots.txt', …)`. */
function routeOfCall(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const verb = node.expression.name.text;
  const [path] = node.arguments;
  if (!VERBS.includes(verb) || !path || !ts.isStringLiteral(path) || !path.text.startsWith('/')) return undefined;
  return standsFor(node) ?? `${verb.toUpperCase()} ${path.text}`;
}

/** The row that `config.action` names in the function that registers a route. */
function standsFor(call: ts.Node): string | undefined {
  let scope = call.parent;
  while (!ts.isFunctionLike(scope) && !ts.isSourceFile(scope)) scope = scope.parent;
  return /\baction: '([^']+)'/.exec(scope.getText())?.[1];
}
