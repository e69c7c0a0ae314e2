import { tooLarge } from '@cellboard/server';
import type { FastifyRequest } from 'fastify';

/**
 * Refuses an upload that says by itself that its files are too large, before any of it is kept.
 *
 * @throws Problem FILE_TOO_LARGE
 */
export function refuseAnnounced(
  { headers }: FastifyRequest,
  { maxFileBytes, files, more }: { maxFileBytes: number; files: number; more: number },
): void {
  if (Number(headers['content-length'] ?? 0) > files * maxFileBytes + more) throw tooLarge(maxFileBytes);
}
