import { Problem, problemDetails, SubmissionId, UploadId, type ProblemCode, type Upload } from '@cellboard/contract';
import { UploadsService } from '@cellboard/server';
import { Controller, Get, Param, Patch, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { draining } from '../http/draining.ts';
import { incoming } from './incoming.ts';
import { parseWords } from './parse-words.ts';

/** What the protocol of tus reads of a request. */
const HEADERS = ['tus-resumable', 'upload-offset', 'content-type', 'content-length'] as const;

/** What it answers. */
const ANSWERED = ['tus-resumable', 'upload-offset', 'upload-length'] as const;

const CODES: Readonly<Record<number, ProblemCode>> = {
  404: 'UPLOAD_NOT_FOUND',
  410: 'UPLOAD_NOT_FOUND',
  413: 'FILE_TOO_LARGE',
  507: 'DISK_FULL',
};

interface Address {
  readonly submission: string;
  readonly upload: string;
}

/** Takes the bytes of sets of predictions, in as many parts as it takes: the protocol of https://tus.io. */
@Controller('api/v1/submissions/:submission/uploads')
export class SetUploadsController {
  constructor(private readonly uploads: UploadsService) {}

  /** HEAD answers how much has arrived, as the protocol wants it; GET the same with all that is known, as JSON. */
  @Get(':upload')
  async get(@Param() address: Address, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const query = queryOf(address);
    if (request.method === 'HEAD') {
      const init = { method: 'HEAD', headers: headersOf(request) };
      answer(await this.uploads.receive(request.principal, query, new Request(urlOf(query.upload), init)), reply);
      return;
    }
    const found: Upload = await this.uploads.get(request.principal, query);
    reply.send(found);
  }

  /** Takes the bytes that follow those that have arrived. */
  @Patch(':upload')
  async patch(@Param() address: Address, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await draining(request, async () => {
      const query = queryOf(address);
      const init = { method: 'PATCH', headers: headersOf(request), body: bodyOf(request), duplex: 'half' } as const;
      const response = await this.uploads.receive(
        request.principal,
        query,
        new Request(urlOf(query.upload), init as RequestInit),
      );
      if (request.raw.destroyed && !request.raw.complete) {
        reply.hijack(); // nobody is left to read an answer
        return;
      }
      if (response.ok) {
        answer(response, reply);
        return;
      }
      await refuse(response, { request, reply });
    });
  }
}

function queryOf({ submission, upload }: Address) {
  return { submission: parseWords(SubmissionId, submission), upload: parseWords(UploadId, upload) };
}

/** Only its last part is read. */
function urlOf(upload: UploadId): string {
  return `http://localhost/uploads/${upload}`;
}

function headersOf({ headers }: FastifyRequest): Headers {
  const taken = new Headers();
  for (const name of HEADERS) {
    const value = headers[name];
    if (typeof value === 'string') taken.set(name, value);
  }
  return taken;
}

/** The parser of these bodies gives the stream itself. A client that sends nothing for a minute is refused. */
function bodyOf({ body, raw }: FastifyRequest): ReadableStream {
  if (body === raw) return Readable.toWeb(Readable.from(untilBroken(raw)));
  throw new Problem(
    'REQUEST_INVALID',
    'Send the next bytes of the file as the body, with "Content-Type: application/offset+octet-stream".',
  );
}

/**
 * The bytes of a request up to where its connection breaks. All of them are kept: the length that was announced says
 * whether the file is whole, not the end of a request.
 */
async function* untilBroken(raw: FastifyRequest['raw']): AsyncGenerator<Uint8Array> {
  try {
    yield* incoming<Uint8Array>(raw.iterator({ destroyOnReturn: false }));
  } catch (error) {
    if (!raw.destroyed || raw.complete) throw error;
  }
}

function answer(response: Response, reply: FastifyReply): void {
  copyHeaders(response, reply);
  reply.status(response.status).send();
}

function copyHeaders(response: Response, reply: FastifyReply): void {
  for (const name of ANSWERED) {
    const value = response.headers.get(name);
    if (value !== null) reply.header(name, value);
  }
}

/** What the protocol refuses keeps its status, with the reason as all other problems have it. */
async function refuse(
  response: Response,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<void> {
  const { status } = response;
  const reason = `The bytes cannot be added: ${(await response.text()).trim()}. Ask with HEAD how many have arrived, then go on there.`;
  const details = problemDetails(CODES[status] ?? (status < 500 ? 'REQUEST_INVALID' : 'INTERNAL'), reason, request.id);
  copyHeaders(response, reply);
  reply
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ ...details, status }));
}
