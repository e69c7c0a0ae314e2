import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

import { sceneOnNode } from './scene-on-node.fixture.ts';
import { SCENES } from './scenes.fixture.ts';

/** Set it to write the pictures anew after a change that is meant to be seen, and look at them. */
const isWriting = process.env.WRITE_PICTURES === 'yes';

const FOLDER = new URL('pictures/', import.meta.url);

describe.each(Object.entries(SCENES))('%s', (name, { scene }) => {
  const file = fileURLToPath(new URL(`${name}.png`, FOLDER));

  it('is painted as the stored picture shows it', async () => {
    const painted = sceneOnNode(scene);
    const { width, height } = scene;
    if (isWriting) {
      mkdirSync(FOLDER, { recursive: true });
      const raw = { width, height, channels: 4 as const };
      writeFileSync(file, await sharp(painted, { raw }).removeAlpha().png({ compressionLevel: 9 }).toBuffer());
    }
    expect(existsSync(file)).toBe(true);
    const stored = await sharp(file).ensureAlpha().raw().toBuffer();
    expect(stored).toHaveLength(painted.length);
    expect(painted.findIndex((value, i) => value !== stored[i])).toBe(-1);
  });
});
