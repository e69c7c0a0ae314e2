import { field, isObject } from '../json/parse-json.ts';

/** Parts of a project of VGG Image Annotator 3, which keeps outlines as numbers under `metadata`. */
const PARTS = ['project', 'attribute', 'file', 'view', 'metadata'];

/** Whether a JSON file is a project of VGG Image Annotator 3. */
export function isVia3(json: unknown): boolean {
  return isObject(json) && PARTS.every((name) => isObject(field(json, name)));
}
