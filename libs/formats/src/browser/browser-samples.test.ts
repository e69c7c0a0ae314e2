import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Inspection } from '../inspect.ts';
import { inspect } from '../node.ts';
import { DoorInBrowser, isCI, withChromium } from './chromium.fixture.ts';
import { samplesOnNode } from './samples-on-node.fixture.ts';

const SAMPLES = new URL('../../../../../shared/data/samples/', import.meta.url);
const BAD = new URL('../../../../../shared/data/badinputs/', import.meta.url);
const here = existsSync(SAMPLES);
if (!here) console.warn('Skipped: there are no sample files beside the repository (../shared/data).');
const withData = here ? it : it.skip;

/** Two programs read everything, one of them a browser: in ms. */
const LONG = 600_000;

/** What libvips decodes and browsers do not: TIFF in CMYK, or compressed as JPEG; as images, also as faxes. */
const ONLY_ON_SERVER = [
  'image_tiff/cmyk-3c-16b.tiff',
  'image_tiff/cmyk-3c-8b.tiff',
  'image_tiff/quad-tile.jpg.tiff',
  'image_tiff/seq-4c-16b-cmyk-c6e52592.tiff',
  'image_tiff/seq-4c-8b-cmyk-352ac1da.tiff',
  'image_tiff/tiled-jpeg-rgb-u8.tif',
  'image_tiff/tiled-jpeg-ycbcr.tif',
  'instanseg/HE_example.tif',
];

const FAXES = [
  'image_tiff/fax4.tiff',
  'image_tiff/imagemagick_group4.tiff',
  'image_tiff/seq-1c-1b-fax3-71f6a21a.tiff',
  'image_tiff/seq-1c-1b-fax3-fillbits-71f6a21a.tiff',
  'image_tiff/seq-1c-1b-fax3-lsb-71f6a21a.tiff',
];

const rows = readFileSync(new URL('../samples.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1);
/** Every third file in CI, and those on which both sides differ. */
const files = rows
  .map((line) => line.split('\t')[0] ?? '')
  .filter((file, i) => !isCI || i % 3 === 0 || [...ONLY_ON_SERVER, ...FAXES].includes(file));
const read = (folder: URL, file: string) =>
  new Uint8Array(readFileSync(new URL(file.split('/').map(encodeURIComponent).join('/'), folder)));

withChromium('in Chromium', () => {
  let door: DoorInBrowser;
  beforeAll(async () => {
    door = await DoorInBrowser.open();
  });
  afterAll(() => door[Symbol.asyncDispose]());
  const inspectThere = (bytes: Uint8Array) => door.call('inspect', door.put(bytes));

  withData(
    `${files.length} files of other tools have the verdict, ids and hash that they have on Node`,
    async () => {
      const onlyOnServer: string[] = [];
      for (const file of files) {
        const bytes = read(SAMPLES, file);
        const [found, onNode] = [await inspectThere(bytes), await inspect(bytes)];
        if (onNode.ok && found.error?.code === 'UNSUPPORTED') onlyOnServer.push(file);
        else expect([file, found]).toEqual([file, onNode]);
      }
      expect(onlyOnServer).toEqual(ONLY_ON_SERVER);
    },
    LONG,
  );

  withData(
    'images of other tools have the samples that they have on Node, JPEG to within a shade',
    async () => {
      let [exact, others, most] = [0, 0, 0];
      const onlyOnServer: string[] = [];
      for (const file of files) {
        const bytes = read(SAMPLES, file);
        const onNode = await samplesOnNode(bytes);
        if ('code' in onNode) continue;
        const found = await door.call('samples', door.put(bytes));
        if ('code' in found && found.code === 'UNSUPPORTED') {
          onlyOnServer.push(file);
          continue;
        }
        if (!onNode.values || 'code' in found) {
          expect([file, found]).toEqual([file, onNode]);
          exact++;
          continue;
        }
        expect([file, found.shape]).toEqual([file, onNode.shape]);
        for (const [i, value] of onNode.values.entries()) most = Math.max(most, Math.abs(value - found.values![i]!));
        others++;
      }
      console.log(`${exact} images have the same samples, and ${others} JPEG the same but for at most ${most} of 255.`);
      expect(onlyOnServer.sort()).toEqual([...ONLY_ON_SERVER, ...FAXES].sort());
      expect(exact).toBeGreaterThan(isCI ? 70 : 200);
      expect(most).toBeLessThanOrEqual(3);
    },
    LONG,
  );

  withData(
    'hostile files are accepted or refused as on Node',
    async () => {
      const hostile = ['png', 'tiff', 'npy', 'json', 'roi', 'zip'].flatMap((kind) =>
        readdirSync(new URL(`${kind}/`, BAD)).map((file) => `${kind}/${file}`),
      );
      const verdict = ({ ok, sha1, error }: Inspection) => ({ ok, sha1, code: error?.code });
      for (const file of hostile) {
        const bytes = read(BAD, file);
        const [found, onNode] = [await inspectThere(bytes), await inspect(bytes)];
        if (found.error?.message.includes('the server reads it') === true) continue;
        expect([file, verdict(found)]).toEqual([file, verdict(onNode)]);
      }
    },
    LONG,
  );
});
