import { ImageTags, Problem } from '@cellboard/contract';
import type { Receive, ReceivedFile } from '@cellboard/server';
import type { FastifyRequest } from 'fastify';
import { incoming } from './incoming.ts';
import { parseWords } from './parse-words.ts';

/** Tags are a few words. */
const MAX_TAGS_BYTES = 64 * 1024;

/** The files that a form may hold. */
const FILES = ['image', 'truth', 'ignore'] as const;
const WANTED = 'the field tags, the file image, the file truth unless there is none, and a file ignore if you need one';

/** How many files a form may hold, and how many bytes beside them. */
export const FORM = { files: FILES.length, more: 2 * MAX_TAGS_BYTES };

/** What an uploaded form holds. */
export interface ImageForm {
  readonly tags: ImageTags;
  readonly image: ReceivedFile;
  /** Null for an image that is shown and never scored. */
  readonly truth: ReceivedFile | null;
  /** Null where the form holds none. */
  readonly ignore: ReceivedFile | null;
}

/**
 * Reads the form of an image while it arrives: `image`, `truth` (left out for an image that is never scored) and,
 * where some pixels are left out of scores, `ignore` are files, and `tags` is JSON. The parts may come in any order.
 *
 * @throws Problem REQUEST_INVALID, REQUEST_TIMEOUT or FILE_TOO_LARGE
 */
export async function readImageForm(request: FastifyRequest, receive: Receive): Promise<ImageForm> {
  if (!request.isMultipart()) {
    throw new Problem('REQUEST_INVALID', `Send a form (multipart/form-data) with ${WANTED}.`);
  }
  const files = new Map<string, ReceivedFile>();
  let tags: unknown;
  const limits = { files: FILES.length, fields: 1, parts: FILES.length + 1, fieldSize: MAX_TAGS_BYTES };
  for await (const part of incoming(request.parts({ limits: { ...limits, fileSize: Infinity } }))) {
    if (part.type === 'field' && part.fieldname === 'tags') tags = part.value;
    else if (part.type === 'file' && isAwaited(part.fieldname, files))
      files.set(part.fieldname, await receive(incoming<Uint8Array>(part.file)));
    else throw new Problem('REQUEST_INVALID', `The form holds "${part.fieldname}". It may hold ${WANTED}, each once.`);
  }
  return {
    tags: parseWords(ImageTags, fromJson(given(tags))),
    image: needed(files, 'image'),
    truth: files.get('truth') ?? null,
    ignore: files.get('ignore') ?? null,
  };
}

function isAwaited(field: string, files: ReadonlyMap<string, ReceivedFile>): boolean {
  return FILES.some((name) => name === field) && !files.has(field);
}

function needed(files: ReadonlyMap<string, ReceivedFile>, name: string): ReceivedFile {
  const file = files.get(name);
  if (file) return file;
  throw new Problem('REQUEST_INVALID', `The form holds no file "${name}". Add it.`);
}

function given(tags: unknown): unknown {
  if (tags !== undefined) return tags;
  throw new Problem('REQUEST_INVALID', 'The form holds no field "tags". Add it.');
}

function fromJson(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem(
      'REQUEST_INVALID',
      'The field "tags" is not valid JSON. Send an object such as {"cellType":"HeLa","modality":"fluorescence"}.',
      { cause: error },
    );
  }
}
