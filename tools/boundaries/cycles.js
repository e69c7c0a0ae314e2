/**
 * Finds files that import each other in a circle, also by `import type`: a circle of types says as well that the files
 * are one thing. All files are read once, in a second; a lint rule would read them again for each project.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/**
 * The circles among the source files of all libs, apps and tools, by imports of every kind: of values and of types,
 * `export … from`, `import()` and the type `import('…')`.
 *
 * @param {string} root folder of the repository
 * @returns {string[][]} of each group of files that reach each other a shortest circle, as paths from the root
 */
export function importCycles(root) {
  const files = globSync('{libs,apps,tools}/**/*.{ts,tsx}', {
    cwd: root,
    exclude: (path) => ['node_modules', 'dist', 'test-output'].includes(path.split('/').at(-1)),
  }).sort();
  const graph = new Map(files.map((file) => [file, []]));
  for (const file of files) {
    const targets = specifiers(readFileSync(join(root, file), 'utf8'), file)
      .filter((name) => name.startsWith('.'))
      .map((name) => join(dirname(file), name));
    graph.set(
      file,
      targets.filter((target) => graph.has(target)),
    );
  }
  return groups(graph).map((group) => shortestCycle(graph, group));
}

/** What a file imports from, as written. */
function specifiers(text, name) {
  const found = [];
  const visit = (node) => {
    const from =
      node.moduleSpecifier ?? // import … from, export … from
      (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined) ??
      (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
        ? node.arguments[0]
        : undefined);
    if (from && ts.isStringLiteralLike(from)) found.push(from.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, text, ts.ScriptTarget.Latest));
  return found;
}

/** The groups of two and more files that reach each other, and the files that import themselves (Tarjan 1972). */
function groups(graph) {
  const order = new Map();
  const lowest = new Map();
  const stack = [];
  const found = [];
  const visit = (file) => {
    order.set(file, order.size);
    lowest.set(file, order.get(file));
    stack.push(file);
    for (const next of graph.get(file)) {
      if (!order.has(next)) visit(next);
      if (stack.includes(next)) lowest.set(file, Math.min(lowest.get(file), lowest.get(next)));
    }
    if (lowest.get(file) !== order.get(file)) return;
    const group = stack.splice(stack.indexOf(file));
    if (group.length > 1 || graph.get(file).includes(file)) found.push(group);
  };
  for (const file of graph.keys()) if (!order.has(file)) visit(file);
  return found;
}

/** The shortest way from the first file of a group back to itself. */
function shortestCycle(graph, [start]) {
  const ways = [[start]];
  const seen = new Set();
  for (const way of ways) {
    for (const next of graph.get(way.at(-1))) {
      if (next === start) return way;
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  throw new Error(`${start} is in no circle.`);
}
