import { Problem } from '@cellboard/contract';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { FileRef, FileStore } from './file-store.ts';

/** A store, and what tests do behind its back. */
export interface TestedStore {
  readonly store: FileStore;
  /** The local folder of files that are still arriving. */
  readonly incoming: string;
  /** Changes the bytes of a file. */
  damage(file: FileRef, text: string): Promise<void>;
  close(): Promise<void>;
}

export const bytes = (text: string) => new TextEncoder().encode(text);
export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
export const image = (text: string) => ({ shelf: 'image', sha256: sha256(text) }) as const;

export async function* pieces(...texts: string[]) {
  for (const text of texts) yield await Promise.resolve(bytes(text));
}

/** Something to wait for until the test gives it. */
function signal() {
  let give!: () => void;
  const given = new Promise<void>((resolve) => (give = resolve));
  return { given, give };
}

/** What every store of files does, whatever is behind it. */
export function describeFileStore(name: string, open: () => Promise<TestedStore>): void {
  describe(`the port of files over ${name}`, () => {
    let tested: TestedStore;
    let store: FileStore;

    beforeEach(async () => {
      tested = await open();
      ({ store } = tested);
    });
    afterEach(() => tested.close());

    const has = async (text: string) => (await store.stat(image(text))) !== null;
    const text = (file: FileRef) => store.withLocal(file, (path) => readFile(path, 'utf8'));
    const incoming = () => readdir(tested.incoming);

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
      expect([await part(0, 3), await part(7, 99), await part(4, 4), await part(10, 20)]).toEqual([
        '012',
        '789',
        '',
        '',
      ]);
      await opened.close();
    });

    it('notices that a file has changed', async () => {
      const file = await store.put('image', bytes('sound'), 10);
      expect(await store.check(file)).toBe(true);
      await tested.damage(file, 'worse');
      expect(await store.check(file)).toBe(false);
    });

    it('replaces a file that has changed by the next upload of what it was', async () => {
      const file = await store.put('image', bytes('sound'), 10);
      await tested.damage(file, 'worse');
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
      const stored = await Promise.all(
        Array.from({ length: 10 }, () => store.put('image', pieces('same', 'bytes'), 100)),
      );
      expect(new Set(stored.map((file) => file.sha256))).toEqual(new Set([sha256('samebytes')]));
      expect(await text(image('samebytes'))).toBe('samebytes');
    });

    it('makes a derived file once, however many ask for it at once', async () => {
      let made = 0;
      const make = async () => {
        made++;
        return Promise.resolve(bytes('small'));
      };
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => store.derived(image('abc'), 'thumbnail/v1', make)),
      );
      answers.push(await store.derived(image('abc'), 'thumbnail/v1', make));
      expect(answers.map((answer) => Buffer.from(answer).toString())).toEqual(Array(6).fill('small'));
      expect(made).toBe(1);
    });

    it('asks again for a derived file whose making failed', async () => {
      await expect(store.derived(image('a'), 'b', () => Promise.reject(new Error('unlucky')))).rejects.toThrow(
        'unlucky',
      );
      expect(
        Buffer.from(await store.derived(image('a'), 'b', () => Promise.resolve(bytes('luckier')))).toString(),
      ).toBe('luckier');
    });

    it.each(['..', 'a/../b', '/a', 'a/', 'A', 'a b', ''])('refuses %j as the name of a recipe', async (key) => {
      await expect(store.derived(image('a'), key, () => Promise.resolve(bytes('x')))).rejects.toThrow(
        'cannot name a recipe',
      );
    });

    it('lists the rest of a shelf behind a hash', async () => {
      const texts = Array.from({ length: 12 }, (_, i) => `file ${i}`);
      for (const one of texts) await store.put('sheet', bytes(one), 10);
      const hashes = texts.map(sha256).sort();
      for (const after of [hashes[0], hashes[6], hashes[11], '0'.repeat(64), 'f'.repeat(64)]) {
        const listed: string[] = [];
        for await (const file of store.list('sheet', after)) listed.push(file.sha256);
        expect(listed).toEqual(hashes.filter((hash) => hash > after!));
      }
    });

    it('knows when a file was stored, and forgets it with the file', async () => {
      const before = Date.now();
      const file = await store.put('image', bytes('dated'), 10);
      const storedAt = (await store.storedAt(file))?.getTime() ?? 0;
      expect(storedAt).toBeGreaterThan(before - 2000);
      expect(storedAt).toBeLessThan(Date.now() + 2000);
      await store.remove(file);
      expect([await store.storedAt(file), await store.stat(file)]).toEqual([null, null]);
    });

    it('can be reached, and has room', async () => {
      await store.reach();
      expect(await store.freeBytes()).toBeGreaterThan(0);
    });

    it('keeps a file of many parts as it is', async () => {
      const piece = Buffer.alloc(2 ** 20);
      const hash = createHash('sha256');
      async function* many() {
        for (let i = 0; i < 21; i++) {
          for (let at = 0; at < piece.length; at += 4) piece.writeUInt32LE((i * 2_654_435_761 + at) >>> 0, at);
          hash.update(piece);
          yield await Promise.resolve(Uint8Array.from(piece));
        }
      }
      const file = await store.put('upload', many(), 2 ** 25);
      expect(file).toEqual({ shelf: 'upload', sha256: hash.digest('hex'), bytes: 21 * 2 ** 20 });
      expect([await store.check(file), await store.stat(file)]).toEqual([true, { bytes: file.bytes }]);
      const opened = await store.open(file);
      expect(Buffer.from(await opened.slice(20 * 2 ** 20, 99 * 2 ** 20))).toEqual(piece);
      await opened.close();
    });

    it('lends the same file to many at once, and leaves no copy behind', async () => {
      const file = await store.put('image', bytes('lent'), 10);
      expect(await Promise.all(Array.from({ length: 8 }, () => text(file)))).toEqual(Array(8).fill('lent'));
      await expect(store.withLocal(file, () => Promise.reject(new Error('no work')))).rejects.toThrow('no work');
      expect(await incoming()).toEqual([]);
    });
  });
}
