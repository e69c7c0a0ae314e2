import fastifyStatic from '@fastify/static';
import { NotFoundException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** The built web application. */
export interface Web {
  readonly root: string;
  readonly index: string;
  /** What a content security policy must name of the scripts written into the page itself. */
  readonly scriptHashes: readonly string[];
}

const NOT_BUILT = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Cellboard</title></head><body>
<h1>Cellboard is running, but its pages are not built yet</h1>
<p>Run <code>npm run build</code>, then start it again.</p>
</body></html>
`;

/** Looks for the built pages; undefined where nobody has built them. */
export async function findWeb(root: string): Promise<Web | undefined> {
  const index = await readFile(join(root, 'index.html'), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  });
  return index === undefined ? undefined : { root, index, scriptHashes: inlineScriptHashes(index) };
}

/** Serves the pages: every address that is not a file is a page of the web application, which knows its own addresses. */
export async function serveWeb(fastify: FastifyInstance, web: Web | undefined): Promise<void> {
  fastify.addHook('onRoute', (route) => {
    route.config = { ...route.config, action: 'GET /*' };
  });
  if (web) await serveFiles(fastify, web);
  const page = web?.index ?? NOT_BUILT;
  fastify.get('/*', async (request, reply) => {
    const [path = ''] = request.url.split('?');
    if (!isPage(path)) throw new NotFoundException();
    return reply
      .status(web ? 200 : 503)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(page);
  });
}

/** Files whose names carry a hash of their content never change. */
async function serveFiles(fastify: FastifyInstance, { root }: Web): Promise<void> {
  await fastify.register(fastifyStatic, {
    root,
    wildcard: false,
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const hashed = path.startsWith(join(root, 'assets') + sep);
      void reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}

function isPage(path: string): boolean {
  const isApi = /^\/(?:trpc|api|assets)(?:\/|$)/.test(path);
  // A number is no ending: /metrics/f1@0.5 is a page.
  const isFile = /\.[a-z][a-z0-9]*$/i.test(path);
  return !isApi && !isFile;
}

function inlineScriptHashes(html: string): string[] {
  const scripts = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)];
  return scripts.map(([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`);
}
