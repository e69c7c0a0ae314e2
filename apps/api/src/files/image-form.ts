import { CheckedPicture, ImageTags, Problem } from '@cellboard/contract';
import type { Receive, ReceivedFile } from '@cellboard/server';
import type { FastifyRequest } from 'fastify';
import { incoming } from './incoming.ts';
import { parseWords } from './parse-words.ts';

/** Tags are a few words. */
const MAX_TAGS_BYTES = 64 * 1024;

/** The files that a form may hold. */
const FILES = ['image', 'truth', 'ignore'] as const;
/** The fields that are JSON. */
const FIELDS = ['tags', 'checked'] as const;
const WANTED =
  'the field tags, the file image, the file truth unless there is none, a file ignore if you need one, and a field checked if you decoded the image';

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
  /** Undefined where the client did not decode the image. */
  readonly checked: CheckedPicture | undefined;
}

/**
 * Reads the form of an image while it arrives: `image`, `truth` (left out for an image that is never scored) and,
 * where some pixels are left out of scores, `ignore` are files, and `tags` is JSON, as is `checked`, which may be left out. The
 * parts may come in any order.
 *
 * @throws Problem REQUEST_INVALID, REQUEST_TIMEOUT or FILE_TOO_LARGE
 */
export async function readImageForm(request: FastifyRequest, receive: Receive): Promise<ImageForm> {
  if (!request.isMultipart()) {
    throw new Problem('REQUEST_INVALID', `Send a form (multipart/form-data) with ${WANTED}.`);
  }
  const files = new Map<string, ReceivedFile>();
  const fields = new Map<string, unknown>();
  const parts = FILES.length + FIELDS.length;
  const limits = { files: FILES.length, fields: FIELDS.length, parts, fieldSize: MAX_TAGS_BYTES };
  for await (const part of incoming(request.parts({ limits: { ...limits, fileSize: Infinity } }))) {
    if (part.type === 'field' && isAwaited(part.fieldname, { of: FIELDS, had: fields }))
      fields.set(part.fieldname, part.value);
    else if (part.type === 'file' && isAwaited(part.fieldname, { of: FILES, had: files }))
      files.set(part.fieldname, await receive(incoming<Uint8Array>(part.file)));
    else throw new Problem('REQUEST_INVALID', `The form holds "${part.fieldname}". It may hold ${WANTED}, each once.`);
  }
  return {
    tags: parseWords(ImageTags, fromJson('tags', given(fields.get('tags')))),
    image: needed(files, 'image'),
    truth: files.get('truth') ?? null,
    ignore: files.get('ignore') ?? null,
    checked: fields.has('checked') ? parseWords(CheckedPicture, fromJson('checked', fields.get('checked'))) : undefined,
  };
}

function isAwaited(
  name: string,
  { of, had }: { readonly of: readonly string[]; readonly had: ReadonlyMap<string, unknown> },
): boolean {
  return of.includes(name) && !had.has(name);
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

const EXAMPLES = {
  tags: '{"cellType":"HeLa","modality":"fluorescence"}',
  checked: '{"sha256":"…","pixelSha256":"…","perceptualHash":"…"}',
} as const;

function fromJson(field: keyof typeof EXAMPLES, text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem(
      'REQUEST_INVALID',
      `The field "${field}" is not valid JSON. Send an object such as ${EXAMPLES[field]}.`,
      { cause: error },
    );
  }
}
