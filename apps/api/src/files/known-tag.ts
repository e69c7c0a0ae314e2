import type { FastifyRequest } from 'fastify';

/** Whether a client says that it has the very content that a tag names (RFC 9110, 13.1.2). */
export function isKnown({ headers }: FastifyRequest, tag: string): boolean {
  const known = headers['if-none-match'] ?? '';
  return known.split(/\s*,\s*/).some((candidate) => candidate === '*' || candidate.replace(/^W\//, '') === tag);
}
