import { Problem } from '@cellboard/contract';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  const whole = await store.put(bytes('abc'), 10);
  expect(whole).toEqual({ sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', bytes: 3 });
  expect(await store.put(pieces('a', '', 'bc'), 10)).toEqual(whole);
  expect(await store.read(whole.sha256)).toEqual(Buffer.from('abc'));
  expect(await readFile(await store.path(whole.sha256), 'utf8')).toBe('abc');
  expect(await incoming()).toEqual([]);
});

it('takes a file of exactly the limit and keeps nothing of a longer one', async () => {
  expect((await store.put(pieces('12', '34'), 4)).bytes).toBe(4);
  await expect(store.put(pieces('12', '345'), 4)).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
  expect(await store.has(sha256('12345'))).toBe(false);
  expect(await incoming()).toEqual([]);
});

it('keeps nothing of an upload that breaks off', async () => {
  async function* broken() {
    yield await Promise.resolve(bytes('half'));
    throw new Error('connection lost');
  }
  await expect(store.put(broken(), 100)).rejects.toThrow('connection lost');
  expect(await store.has(sha256('half'))).toBe(false);
  expect(await incoming()).toEqual([]);
});

it('keeps nothing that the work did not keep, whether it ended well or not', async () => {
  await store.receiving(100, async (receive) => {
    const [kept, other] = [await receive(bytes('kept')), await receive(pieces('oth', 'er'))];
    expect(await Promise.all([kept, other].map(({ path }) => readFile(path, 'utf8')))).toEqual(['kept', 'other']);
    expect(await store.has(kept.sha256)).toBe(false);
    await kept.keep();
    await kept.keep();
  });
  expect([await store.has(sha256('kept')), await store.has(sha256('other'))]).toEqual([true, false]);
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
      await keep();
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
    expect(await readFile(await store.path(sha256(contents)), 'utf8')).toBe(contents);
  }
  expect(await incoming()).toEqual([]);
});

it('says so when there is no such file', async () => {
  const missing = sha256('nowhere');
  expect(await store.has(missing)).toBe(false);
  for (const look of [() => store.read(missing), () => store.path(missing)]) {
    await expect(look()).rejects.toThrow(new Problem('FILE_NOT_FOUND', `There is no file ${missing} in the store.`));
  }
});

it.each(['', '..', '../../etc/passwd', 'A'.repeat(64), `${'a'.repeat(63)}/`])(
  'refuses %j as the name of a file',
  async (name) => {
    await expect(store.has(name)).rejects.toThrow('is no SHA-256');
    await expect(store.read(name)).rejects.toThrow('is no SHA-256');
  },
);

it('survives ten uploads of the same bytes at once', async () => {
  const stored = await Promise.all(Array.from({ length: 10 }, () => store.put(pieces('same', 'bytes'), 100)));
  expect(new Set(stored.map((file) => file.sha256))).toEqual(new Set([sha256('samebytes')]));
  expect(await readFile(await store.path(sha256('samebytes')), 'utf8')).toBe('samebytes');
});

it('makes a derived file once, however many ask for it at once', async () => {
  let made = 0;
  const make = async () => {
    made++;
    return Promise.resolve(bytes('small'));
  };
  const answers = await Promise.all(Array.from({ length: 5 }, () => store.derived('thumbnail/v1/abc', make)));
  answers.push(await store.derived('thumbnail/v1/abc', make));
  expect(answers.map((answer) => Buffer.from(answer).toString())).toEqual(Array(6).fill('small'));
  expect(made).toBe(1);
});

it('asks again for a derived file whose making failed', async () => {
  await expect(store.derived('a/b', () => Promise.reject(new Error('unlucky')))).rejects.toThrow('unlucky');
  expect(Buffer.from(await store.derived('a/b', () => Promise.resolve(bytes('luckier')))).toString()).toBe('luckier');
});

it('leaves nothing behind of a derived file that cannot be kept', async () => {
  const make = async () => {
    await mkdir(join(folder, 'derived', 'a', 'b', 'in-the-way'), { recursive: true });
    return bytes('small');
  };
  await expect(store.derived('a/b', make)).rejects.toThrow();
  expect(await incoming()).toEqual([]);
});

it.each(['..', 'a/../b', '/a', 'a/', 'A', 'a b', ''])('refuses %j as the name of a derived file', async (key) => {
  await expect(store.derived(key, () => Promise.resolve(bytes('x')))).rejects.toThrow('cannot name a derived file');
});

it('removes what an upload left behind a day ago, and nothing younger', async () => {
  for (const name of ['old', 'young']) await writeFile(join(folder, 'incoming', name), 'half');
  const dayBefore = Date.now() / 1000 - 25 * 3600;
  await utimes(join(folder, 'incoming', 'old'), dayBefore, dayBefore);
  await LocalFileStore.open(folder);
  expect(await incoming()).toEqual(['young']);
});
