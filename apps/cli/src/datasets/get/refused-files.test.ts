import { spawnSync } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { bytes, Getting } from './getting.fixture.ts';
import { answers, type Trouble } from './web-folder.fixture.ts';

let here: Getting;
beforeEach(async () => {
  here = await Getting.open();
});
afterEach(() => here[Symbol.asyncDispose]());

async function onDisk(size: string, use: (disk: string) => Promise<void>): Promise<void> {
  const disk = join(here.folder, 'disk');
  await mkdir(disk);
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk]);
  try {
    if (status === 0) await use(disk);
    else console.warn(`Skipped: no disk can be mounted here. ${String(stderr)}`);
  } finally {
    if (status === 0) spawnSync('umount', ['--lazy', disk]);
  }
}

describe('a file that is not the expected one', () => {
  const wrong = (trouble: Trouble, message: RegExp) => async () => {
    here.web.troubles.push(trouble);
    await expect(here.get()).rejects.toThrow(message);
    expect(await here.files()).toEqual([]);
  };

  it(
    'is refused by its length before it comes',
    wrong(
      answers(200, { 'content-length': '5' }, 'abcde'),
      /has 5 bytes now, but 300,000 were expected: its provider replaced it\. It was not downloaded\./,
    ),
  );

  it(
    'is refused where it is a web page',
    wrong(
      answers(200, { 'content-type': 'text/html; charset=utf-8' }, '<html>'),
      /is a web page now, not a file: it may ask you to log in/,
    ),
  );

  it.each([401, 403, 404, 410])('is refused where the server answers %d', (status) =>
    wrong(answers(status), /the server answered 4\d\d\. Look at the page/)(),
  );

  it('is removed where its checksum is another', async () => {
    here.web.put('a.zip', Buffer.alloc(bytes.length));
    await expect(here.get()).rejects.toThrow(
      /SHA-256 checksum [0-9a-f]{64}, but [0-9a-f]{64} was expected\. It was removed\./,
    );
    expect(await here.files()).toEqual([]);
  });

  it('never holds more than was promised', async () => {
    const more = Buffer.concat([bytes, bytes]);
    const tooMuch: Trouble = (_request, response) => {
      // By hand, because the server of Node holds itself to its promise.
      response.socket?.end(`HTTP/1.1 200 OK\r\nContent-Length: ${String(bytes.length)}\r\n\r\n`);
      response.socket?.write(more);
    };
    here.web.troubles.push(tooMuch);
    expect(await here.get()).toMatchObject({ verified: true, bytes: bytes.length });
  });
});

describe('a server', () => {
  it('that packs the file although it was asked not to is named', async () => {
    here.web.troubles.push(answers(200, { 'content-encoding': 'gzip' }, 'x'));
    await expect(here.get()).rejects.toThrow(/the server compresses it \(gzip\), although it was asked not to/);
  });

  it('whose name nobody knows ends the download at once', async () => {
    await expect(here.get({ url: 'http://nowhere.invalid/a.zip' })).rejects.toThrow(
      'nowhere.invalid was not found. Check the network, a proxy, and the address.',
    );
    expect(here.told).toEqual([]);
  });

  it('may send without an end, until the disk has little room left', () =>
    onDisk('70m', async (disk) => {
      here.web.troubles.push((_request, response) => {
        const piece = Buffer.alloc(2 ** 20);
        const more = () =>
          response.destroyed || (response.write(piece) ? setImmediate(more) : response.once('drain', more));
        response.writeHead(200, { etag: '"v1"' });
        more();
      });
      await expect(here.get({}, { to: disk })).rejects.toThrow(/^67 MB are needed in .*disk, but .* MB are free/);
    }));
});

describe('a redirect', () => {
  it('is followed, with the range', async () => {
    here.web.put('b.zip', bytes);
    here.web.troubles.push(
      answers(302, { location: '/b.zip' }),
      here.cutAfter(1000),
      answers(307, { location: 'b.zip' }),
    );
    expect(await here.get()).toMatchObject({ verified: true });
    expect(here.web.asked).toEqual(['a.zip', 'b.zip', 'a.zip bytes=1000-', 'b.zip bytes=1000-']);
  });

  it.each(['file:///etc/passwd', 'ftp://127.0.0.1/a.zip', 'http://[', 'http://name:secret@127.0.0.1/a.zip'])(
    'to %s is refused',
    async (location) => {
      here.web.troubles.push(answers(302, { location }));
      await expect(here.get()).rejects.not.toThrow('secret');
      here.web.troubles.push(answers(302, { location }));
      await expect(here.get()).rejects.toThrow(
        /leads to .*, which is not safe to follow\. Download it with a browser\./,
      );
    },
  );

  it('without an end is refused', async () => {
    here.web.troubles.push(...Array.from({ length: 20 }, () => answers(302, { location: '/a.zip' })));
    await expect(here.get()).rejects.toThrow(/from one address to the next without an end/);
  });
});

describe('a disk', () => {
  it('without enough room is named before anything comes', () =>
    onDisk('1m', async (disk) => {
      await expect(here.get({}, { to: disk })).rejects.toThrow(
        /^67 MB are needed in .*disk, but 1\.0 MB are free\. Free some space/,
      );
      expect(await readdir(disk)).toEqual([]);
    }));

  it('that gets full keeps what came', () =>
    onDisk('200k', async (disk) => {
      here.web.troubles.push((_request, response, all) => response.writeHead(200, { etag: '"v1"' }).end(all));
      await expect(here.get({}, { to: disk })).rejects.toThrow(
        /^The disk of .*disk is full\. What was downloaded is kept/,
      );
      spawnSync('mount', ['-o', 'remount,size=100m', disk]);
      expect(await here.get({}, { to: disk })).toMatchObject({ verified: true });
      expect(here.web.asked.at(-1)).toMatch(/^a\.zip bytes=\d+-$/);
    }));

  it('that must not be written to is named', async () => {
    await mkdir(join(here.folder, 'a.zip.part'));
    await expect(here.get()).rejects.toThrow(
      /cannot be written: it is a folder, not a file\. Name another folder with --to\./,
    );
  });
});
