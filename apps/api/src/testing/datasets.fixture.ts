import type { SubmissionId, TaskObject, UploadedImage } from '@cellboard/contract';
import { imageForm, type TestApi } from './test-api.fixture.ts';

/** Tags of an image where a test does not care. */
export const tags = JSON.stringify({ cellType: 'nucleus', modality: 'fluorescence' });

/** The files of an image. */
interface Files {
  readonly image: Uint8Array;
  readonly truth: Uint8Array;
}

/** Opens an empty dataset. */
export async function openDataset(api: TestApi, slug: string, object: TaskObject = 'cell'): Promise<void> {
  await api.call(['datasets', 'create'], { slug, name: slug, object, licence: 'CC0-1.0' });
}

/** Adds an image to an open dataset. */
export async function addImage(
  api: TestApi,
  { dataset, name = 'one', ...files }: Files & { readonly dataset: string; readonly name?: string },
): Promise<UploadedImage> {
  const body = imageForm({ ...files, tags });
  const response = await api.operate(`/api/v1/datasets/${dataset}/images/${name}`, { method: 'PUT', body });
  return (await response.json()) as UploadedImage;
}

/** A published dataset with one image `one`. It is on the board of its object. */
export async function publishDataset(
  api: TestApi,
  { slug, object = 'cell', ...files }: Files & { readonly slug: string; readonly object?: TaskObject },
): Promise<UploadedImage> {
  await openDataset(api, slug, object);
  const image = await addImage(api, { dataset: slug, ...files });
  await api.call(['datasets', 'publish'], { dataset: slug });
  return image;
}

/** An open submission to a task, of the model `model`. */
export async function openSubmission(api: TestApi, task: string): Promise<SubmissionId> {
  const candidate = { slug: 'base', name: 'Base' };
  await api.call(['models', 'create'], { slug: 'model', name: 'Model', developer: 'Us', candidate });
  return (await api.call(['submissions', 'create'], { task, model: 'model', candidate: 'base' })).id;
}
