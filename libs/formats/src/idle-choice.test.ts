import { FORMATS } from './formats.ts';
import { refuseIdleChoice } from './idle-choice.ts';
import { jsonFile, refusalOf } from './verdict.fixture.ts';
import { decodeLabelPixels } from './node.ts';
import { tiff } from './tiff/tiff.fixture.ts';

const picture = tiff({ width: 2, height: 1, samples: [1, 0], bits: 8 });
const coco = jsonFile({
  images: [{ id: 1, width: 2, height: 1, file_name: 'a.png' }],
  categories: [{ id: 1, name: 'cell' }],
  annotations: [{ id: 1, image_id: 1, category_id: 1, segmentation: [[0, 0, 1, 0, 1, 1, 0, 1]], iscrowd: 0 }],
});

describe('a choice that means nothing in a file', () => {
  it.each([
    { choice: { part: 'masks' }, file: picture, words: ['--array is given (masks)', 'TIFF, BigTIFF and OME-TIFF'] },
    {
      choice: { class: 'nucleus' },
      file: picture,
      words: ['--class is given (nucleus)', 'TIFF, BigTIFF and OME-TIFF'],
    },
    { choice: { plane: 2 }, file: coco, words: ['--plane is given (2)', 'COCO annotations'] },
  ])('$words.0 is refused by name, with what the file is', async ({ choice, file, words }) => {
    const { code, message } = await refusalOf(file, choice);
    expect(code).toBe('UNSUPPORTED');
    for (const word of words) expect(message).toContain(word);
  });

  it('is not held against files in which it means something', async () => {
    expect(Array.from((await decodeLabelPixels(coco, { class: 'cell', part: 'a.png' })).data)).toEqual([1, 0]);
    expect(Array.from((await decodeLabelPixels(picture, { plane: 1 })).data)).toEqual([1, 0]);
  });

  it('is known of every format', () => {
    const taken = FORMATS.map(({ id, title }) => {
      const of = (['part', 'class', 'plane'] as const).filter((name) => {
        try {
          refuseIdleChoice({ id, title }, { [name]: name === 'plane' ? 1 : 'x' });
          return true;
        } catch {
          return false;
        }
      });
      return `${id}: ${of.join(' ')}`;
    });
    expect(taken).toEqual(
      expect.arrayContaining(['png: plane', 'coco: part class', 'mask-folder: ', 'npz: part plane']),
    );
  });
});

it('a project of VIA 3 is named, with the way to what is read', async () => {
  const project = {
    project: { pid: '__VIA_PROJECT_ID__' },
    config: {},
    attribute: {},
    file: {},
    view: {},
    metadata: {},
  };
  await expect(decodeLabelPixels(jsonFile(project))).rejects.toThrow(
    'project of VGG Image Annotator (VIA) 3, which is not read. Export its annotations as COCO, or as the JSON of VIA 2.',
  );
});
