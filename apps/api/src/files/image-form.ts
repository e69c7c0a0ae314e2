import { ImageTags, Problem } from '@cellboard/contract';
import type { FileStore } from '@cellboard/server';
import type { FastifyRequest } from 'fastify';
import { parseWords } from './parse-words.ts';

/** Tags are a few words. */
const MAX_TAGS_BYTES = 64 * 1024;

/** What an uploaded form holds: the files are in the store already. */
export interface ImageForm {
  readonly tags: ImageTags;
  readonly imageSha256: string;
  readonly truthSha256: string;
}

/**
 * Reads the form of an image while it arrives: the files `image` and `truth` stream into the store, and `tags` is
 * JSON. The parts may come in any order.
 *
 * @throws Problem REQUEST_INVALID or FILE_TOO_LARGE
 */
export async function readImageForm(
  request: FastifyRequest,
  to: { store: FileStore; maxBytes: number },
): Promise<ImageForm> {
  if (!request.isMultipart()) {
    throw new Problem(
      'REQUEST_INVALID',
      'Send a form (multipart/form-data) with the field tags and the files image and truth.',
    );
  }
  const hashes = new Map<string, string>();
  let tags: unknown;
  const limits = { files: 2, fields: 1, parts: 3, fieldSize: MAX_TAGS_BYTES, fileSize: to.maxBytes + 1 };
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field' && part.fieldname === 'tags') tags = part.value;
    else if (part.type === 'file' && isWanted(part.fieldname))
      hashes.set(part.fieldname, (await to.store.put(part.file, to.maxBytes)).sha256);
    else
      throw new Problem(
        'REQUEST_INVALID',
        `The form holds "${part.fieldname}". It may hold the field tags and the files image and truth.`,
      );
  }
  return {
    tags: parseWords(ImageTags, fromJson(tags)),
    imageSha256: file(hashes, 'image'),
    truthSha256: file(hashes, 'truth'),
  };
}

function isWanted(field: string): boolean {
  return field === 'image' || field === 'truth';
}

function file(hashes: ReadonlyMap<string, string>, name: string): string {
  const sha256 = hashes.get(name);
  if (sha256 === undefined)
    throw new Problem('REQUEST_INVALID', `The form holds no file "${name}". It needs the files image and truth.`);
  return sha256;
}

function fromJson(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem(
      'REQUEST_INVALID',
      'The field tags is no JSON. Send an object such as {"cellType":"nucleus","modality":"fluorescence"}.',
      { cause: error },
    );
  }
}
