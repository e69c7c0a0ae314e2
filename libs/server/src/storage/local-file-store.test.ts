import { Problem } from '@cellboard/contract';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, statfs, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FileRef } from './file-store.ts';
import { LocalFileStore } from './local-file-store.ts';

let folder: string;
let store: LocalFileStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cellboard-files-'));
  store = await LocalFileStore.open(folder);
});
afterEach(() => rm(folder, { recursive: true }));

const bytes = (text: string) => new TextEncoder().encode(text);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const image = (text: string) => ({ shelf: 'image', sha256: sha256(text) }) as const;
const has = async (text: string) => (await store.stat(image(text))) !== null;
const text = (file: FileRef) => store.withLocal(file, (path) => readFile(path, 'utf8'));
const incoming = () => readdir(join(folder, 'incoming'));

/** Something to wait for until the test gives it. */
function signal() {
  let give!: () => void;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give };
}

async function* pieces(...texts: string[]) {
  for (const text of texts) yield await Promise.resolve(bytes(text));
}

it('names a file by the hash of its bytes, whether they come at once or in pieces', async () => {
  const whole = await store.put('image', bytes('abc'), 10);
  expect(whole).toEqual({
    shelf: 'image',
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    bytes: 3,
  });
  expect(await store.put('image', pieces('a', '', 'bc'), 10)).toEqual(whole);
  expect(await text(whole)).toBe('abc');
  expect(await incoming()).toEqual([]);
});

it('takes a file of exactly the limit and keeps nothing of a longer one', async () => {
  expect((await store.put('image', pieces('12', '34'), 4)).bytes).toBe(4);
  await expect(store.put('image', pieces('12', '345'), 4)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  expect(await has('12345')).toBe(false);
  expect(await incoming()).toEqual([]);
});

it('keeps nothing of an upload that breaks off', async () => {
  async function* broken() {
    yield await Promise.resolve(bytes('half'));
    throw new Error('connection lost');
  }
  await expect(store.put('image', broken(), 100)).rejects.toThrow('connection lost');
  expect(await has('half')).toBe(false);
  expect(await incoming()).toEqual([]);
});

it('keeps nothing that the work did not keep, whether it ended well or not', async () => {
  await store.receiving(100, async (receive) => {
    const [kept, other] = [await receive(bytes('kept')), await receive(pieces('oth', 'er'))];
    expect(await Promise.all([kept, other].map(({ path }) => readFile(path, 'utf8')))).toEqual(['kept', 'other']);
    expect(await has('kept')).toBe(false);
    await kept.keep('image');
    await kept.keep('image');
  });
  expect([await has('kept'), await has('other')]).toEqual([true, false]);
  const refused = store.receiving(100, async (receive) => {
    await receive(bytes('refused'));
    throw new Error('no image');
  });
  await expect(refused).rejects.toThrow('no image');
  expect(await incoming()).toEqual([]);
});

it('keeps a file while an equal one is refused at the same time, in every order', async () => {
  for (const order of [
    ['receive', 'refuse', 'keep'],
    ['receive', 'keep', 'refuse'],
    ['refuse', 'receive', 'keep'],
  ]) {
    const contents = `same ${order.join()}`;
    const steps = new Map(order.map((name) => [name, signal()]));
    const step = (name: string) => steps.get(name)?.given;
    const taken = store.receiving(100, async (receive) => {
      await step('receive');
      const { keep } = await receive(bytes(contents));
      await step('keep');
      await keep('image');
    });
    const refused = store.receiving(100, async (receive) => {
      await receive(bytes(contents));
      await step('refuse');
      throw new Error('no');
    });
    refused.catch(() => undefined);
    for (const name of order) {
      steps.get(name)?.give();
      if (name === 'keep') await taken;
      if (name === 'refuse') await expect(refused).rejects.toThrow('no');
    }
    expect(await text(image(contents))).toBe(contents);
  }
  expect(await incoming()).toEqual([]);
});

it('knows how much space is left', async () => {
  const { bavail, bsize, blocks } = await statfs(folder);
  const free = await store.freeBytes();
  expect(free).toBeGreaterThan((bavail * bsize) / 2);
  expect(free).toBeLessThanOrEqual(blocks * bsize);
});

it('says so when there is no such file', async () => {
  const missing = image('nowhere');
  expect([await store.stat(missing), await store.check(missing)]).toEqual([null, null]);
  for (const look of [() => store.open(missing), () => text(missing)]) {
    const message = `The image file ${missing.sha256} is not in the store.`;
    await expect(look()).rejects.toThrow(new Problem('FILE_NOT_FOUND', message));
  }
  await store.remove(missing);
});

it('keeps each shelf to itself, also for the same bytes', async () => {
  await store.put('truth', bytes('shared'), 10);
  expect(await has('shared')).toBe(false);
  await store.put('image', bytes('shared'), 10);
  await store.remove({ shelf: 'truth', sha256: sha256('shared') });
  expect(await text(image('shared'))).toBe('shared');
});

it('lists a shelf in the order of hashes, with sizes', async () => {
  const texts = ['one', 'two', 'three', ''];
  for (const one of texts) await store.put('prediction', bytes(one), 10);
  const listed = [];
  for await (const file of store.list('prediction')) listed.push(file);
  const files = texts.map((one) => ({ shelf: 'prediction', sha256: sha256(one), bytes: one.length }));
  expect(listed).toEqual(files.sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1)));
});

it('reads any part of a file', async () => {
  const file = await store.put('image', bytes('0123456789'), 10);
  const opened = await store.open(file);
  const part = async (start: number, end: number) => Buffer.from(await opened.slice(start, end)).toString();
  expect(opened.byteLength).toBe(10);
  expect([await part(0, 3), await part(7, 99), await part(4, 4), await part(10, 20)]).toEqual(['012', '789', '', '']);
  await opened.close();
});

it('notices that a file has changed', async () => {
  const file = await store.put('image', bytes('sound'), 10);
  expect(await store.check(file)).toBe(true);
  await writeFile(store.pathOf(file), 'worse');
  expect(await store.check(file)).toBe(false);
});

it('replaces a file that has changed by the next upload of what it was', async () => {
  const file = await store.put('image', bytes('sound'), 10);
  await writeFile(store.pathOf(file), 'worse');
  expect(await store.put('image', bytes('sound'), 10)).toEqual(file);
  expect([await store.check(file), await text(file)]).toEqual([true, 'sound']);
});

it.each(['', '..', '../../etc/passwd', 'A'.repeat(64), `${'a'.repeat(63)}/`])(
  'refuses %j as the name of a file',
  async (name) => {
    const file = { shelf: 'image', sha256: name } as const;
    await expect(store.stat(file)).rejects.toThrow('is not a SHA-256');
    await expect(store.open(file)).rejects.toThrow('is not a SHA-256');
    await expect(store.stat({ shelf: name as 'image', sha256: sha256('a') })).rejects.toThrow('is not a shelf');
  },
);

it('survives ten uploads of the same bytes at once', async () => {
  const stored = await Promise.all(Array.from({ length: 10 }, () => store.put('image', pieces('same', 'bytes'), 100)));
  expect(new Set(stored.map((file) => file.sha256))).toEqual(new Set([sha256('samebytes')]));
  expect(await text(image('samebytes'))).toBe('samebytes');
});

it('makes a derived file once, however many ask for it at once', async () => {
  let made = 0;
  const make = async () => {
    made++;
    return Promise.resolve(bytes('small'));
  };
  const answers = await Promise.all(Array.from({ length: 5 }, () => store.derived(image('abc'), 'thumbnail/v1', make)));
  answers.push(await store.derived(image('abc'), 'thumbnail/v1', make));
  expect(answers.map((answer) => Buffer.from(answer).toString())).toEqual(Array(6).fill('small'));
  expect(made).toBe(1);
});

it('asks again for a derived file whose making failed', async () => {
  await expect(store.derived(image('a'), 'b', () => Promise.reject(new Error('unlucky')))).rejects.toThrow('unlucky');
  expect(Buffer.from(await store.derived(image('a'), 'b', () => Promise.resolve(bytes('luckier')))).toString()).toBe(
    'luckier',
  );
});

it('leaves nothing behind of a derived file that cannot be kept', async () => {
  const make = async () => {
    const hash = sha256('a');
    await mkdir(join(folder, 'image', 'derived', 'b', hash.slice(0, 2), hash, 'in-the-way'), { recursive: true });
    return bytes('small');
  };
  await expect(store.derived(image('a'), 'b', make)).rejects.toThrow();
  expect(await incoming()).toEqual([]);
});

it.each(['..', 'a/../b', '/a', 'a/', 'A', 'a b', ''])('refuses %j as the name of a recipe', async (key) => {
  await expect(store.derived(image('a'), key, () => Promise.resolve(bytes('x')))).rejects.toThrow(
    'cannot name a recipe',
  );
});

it('removes what an upload left behind a day ago, and nothing younger', async () => {
  for (const name of ['old', 'young']) await writeFile(join(folder, 'incoming', name), 'half');
  const dayBefore = Date.now() / 1000 - 25 * 3600;
  await utimes(join(folder, 'incoming', 'old'), dayBefore, dayBefore);
  await LocalFileStore.open(folder);
  expect(await incoming()).toEqual(['young']);
});
