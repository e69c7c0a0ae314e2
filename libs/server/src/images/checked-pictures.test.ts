import { createHash } from 'node:crypto';
import { ImageEntity } from '@cellboard/db';
import { measureImages } from '../queue/jobs.ts';
import { Queue } from '../queue/queue.ts';
import { describeDatabases } from '../testing/databases.fixture.ts';
import { imageOf, truthOf } from '../testing/pictures.fixture.ts';
import { TestServer, words } from '../testing/server.fixture.ts';
import { MeasureImagesJob } from './measure-images.job.ts';

describeDatabases((database) => {
  let server: TestServer;
  let image: Uint8Array;
  let truth: Uint8Array;
  beforeAll(async () => {
    server = await TestServer.open(database);
    [image, truth] = [await imageOf(2, 9), await truthOf(2)];
    await server.asOperator((api) => api.datasets.create(words.dataset('cells')));
    await server.addImage('cells', 'whole', { image, truth });
  });
  afterAll(() => server.close());

  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
  const claim = (bytes: Uint8Array, pixelSha256 = 'a'.repeat(64)) => ({
    ...{ sha256: sha256(bytes), pixelSha256, perceptualHash: '0123456789abcdef' },
  });
  const row = (name: string) => database.orm.em.fork().findOneOrFail(ImageEntity, { name });
  const figures = ({ pixelSha256, perceptualHash, contrast, sharpness, intensities, measuredWith }: ImageEntity) => ({
    ...{ pixelSha256, perceptualHash, contrast, sharpness, intensities, measuredWith },
  });
  const none = { contrast: null, sharpness: null, intensities: null };
  const isPending = () => server.with(Queue, (queue) => queue.isPending(measureImages));
  const run = () => server.with(MeasureImagesJob, (job) => job.run());

  it('is decoded after the answer; what scores depend on is there at once, and as without the claim', async () => {
    const { cellCount, width, height } = await server.addImage('cells', 'checked', { image, truth, checked: claim(image) }); // prettier-ignore
    const [whole, checked] = [await row('whole'), await row('checked')];
    expect([cellCount, width, height]).toEqual([whole.cellCount, whole.width, whole.height]);
    expect(checked).toMatchObject({ channels: whole.channels, covered: whole.covered, medianDiameterPx: whole.medianDiameterPx }); // prettier-ignore
    const { pixelSha256, perceptualHash } = claim(image);
    expect(figures(checked)).toEqual({ ...none, pixelSha256, perceptualHash, measuredWith: null });
  });

  it('what a client says of another file is refused, and nothing is kept', async () => {
    const checked = claim(truth);
    await expect(server.addImage('cells', 'other', { image, truth, checked })).rejects.toMatchObject({
      code: 'REQUEST_INVALID',
      message: expect.stringMatching(/^other: The image arrived with the SHA-256 .* Send the image again\.$/) as string,
    });
    expect(await database.orm.em.fork().count(ImageEntity, { name: 'other' })).toBe(0);
  });

  it('its truth is decoded all the same, and so is its header', async () => {
    const damaged = truth.subarray(0, truth.length - 20);
    const checked = claim(image);
    await expect(server.addImage('cells', 'bad', { image, truth: damaged, checked })).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    });
    const noImage = Uint8Array.from({ length: 90 }, (_, i) => i);
    await expect(
      server.addImage('cells', 'bad', { image: noImage, truth, checked: claim(noImage) }),
    ).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  it('the job finds out what is true, of a damaged picture that there is nothing, and keeps what was right', async () => {
    const damaged = image.subarray(0, image.length - 20);
    await server.addImage('cells', 'damaged', { image: damaged, truth, checked: claim(damaged) });
    expect(await isPending()).toBe(false);
    await server.asOperator((api) => api.datasets.publish({ dataset: 'cells' }));
    expect(await isPending()).toBe(true);
    await run();
    const whole = figures(await row('whole'));
    expect(figures(await row('checked'))).toEqual(whole);
    const { measuredWith } = whole;
    expect(figures(await row('damaged'))).toEqual({ ...none, pixelSha256: null, perceptualHash: null, measuredWith });
    expect((await row('damaged')).cellCount).toBe(2);
  });
});
