import fastifyStatic from '@fastify/static';
import { NotFoundException } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fillHead, SITE_DESCRIPTION, type PageHead, type PageTemplate } from './page-head.ts';
import { readModules } from './web-modules.ts';

/** The built web application. */
export interface Web {
  readonly root: string;
  readonly template: PageTemplate;
  /** What a content security policy must name of the scripts written into the page itself. */
  readonly scriptHashes: readonly string[];
}

/** Finds what the head of the page at a path says. */
export type FindHead = (path: string, request: FastifyRequest) => Promise<PageHead>;

const NOT_BUILT = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Cellboard</title></head><body>
<h1>Cellboard is running, but its pages are not built yet</h1>
<p>Run <code>npm run build</code>, then start it again.</p>
</body></html>
`;

/** Pages are for everyone to find; procedures and files are not pages. */
const ROBOTS = `User-agent: *
Disallow: /trpc/
Disallow: /api/
Allow: /api/v1/datasets/
Allow: /api/v1/images/
`;

/** Addresses of early releases, with where their pages are now. */
const MOVED: Readonly<Record<string, string>> = { '/gallery': '/images', '/gallery/': '/images' };

/** Looks for the built pages; undefined where nobody has built them. */
export async function findWeb(root: string): Promise<Web | undefined> {
  const html = await readFile(join(root, 'index.html'), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  });
  if (html === undefined) return undefined;
  return { root, template: { html, modules: await readModules(root) }, scriptHashes: inlineScriptHashes(html) };
}

/**
 * Serves the pages. Every address that is not a file answers the web application, which knows its own addresses; the
 * head and the status are those of the page.
 */
export async function serveWeb(fastify: FastifyInstance, web: Web | undefined, find: FindHead): Promise<void> {
  fastify.addHook('onRoute', (route) => {
    route.config = { ...route.config, action: 'GET /*' };
  });
  if (web) await serveFiles(fastify, web);
  fastify.get('/robots.txt', (_request, reply) =>
    reply.type('text/plain; charset=utf-8').header('cache-control', 'no-cache').send(ROBOTS),
  );
  fastify.get('/*', async (request, reply) => {
    const [path = '', query] = request.url.split('?');
    if (!isPage(path)) throw new NotFoundException();
    const moved = MOVED[path];
    if (moved !== undefined) return reply.redirect(query === undefined ? moved : `${moved}?${query}`, 308);
    void reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
    if (!web) return reply.status(503).send(NOT_BUILT);
    const head = await find(path, request).catch((error: unknown) => {
      // The page itself tells what the server cannot do.
      request.log.warn({ err: error, path }, 'the head of a page could not be filled in');
      return PLAIN_HEAD;
    });
    return reply.status(head.status).send(fillHead(web.template, head, `${request.protocol}://${request.host}`));
  });
}

const PLAIN_HEAD: PageHead = {
  title: '',
  description: SITE_DESCRIPTION,
  picture: null,
  structured: null,
  status: 200,
  modules: [],
};

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
  // A number is no ending: /metrics/f1@0.5 is a page. So is an image, whatever its name.
  const isFile = /\.[a-z][a-z0-9]*$/i.test(path) && !/^\/images\/[^/]+\/[^/]+$/.test(path);
  return !isApi && !isFile;
}

function inlineScriptHashes(html: string): string[] {
  const scripts = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)];
  return scripts.map(([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`);
}
