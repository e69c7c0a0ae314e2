import { encodeArchive } from '@cellboard/formats';
import { createHash } from 'node:crypto';
import { rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { thisHost } from '../../this-host.ts';
import { bytes, Getting, sha256 } from './getting.fixture.ts';
import { lockFile } from './lock-file.ts';
import { answers, send } from './web-folder.fixture.ts';

let here: Getting;
beforeEach(async () => {
  here = await Getting.open();
});
afterEach(() => here[Symbol.asyncDispose]());

describe('a file that is downloaded', () => {
  it('is there as a whole, and nothing else', async () => {
    expect(await here.get()).toEqual({
      file: join(here.folder, 'a.zip'),
      bytes: bytes.length,
      sha256,
      verified: true,
      downloaded: true,
    });
    expect(await here.files()).toEqual(['a.zip']);
    expect((await here.content()).equals(bytes)).toBe(true);
  });

  it('is not downloaded again, but checked again', async () => {
    await here.get();
    expect(await here.get()).toMatchObject({ verified: true, downloaded: false });
    expect(here.web.asked).toEqual(['a.zip']);
    await writeFile(join(here.folder, 'a.zip'), bytes.subarray(1));
    await expect(here.get()).rejects.toThrow(
      /^a\.zip has 299,999 bytes, but 300,000 were expected\. Move .*a\.zip away/,
    );
    await writeFile(join(here.folder, 'a.zip'), Buffer.alloc(bytes.length));
    await expect(here.get()).rejects.toThrow(/^a\.zip has the SHA-256 checksum [0-9a-f]{64}, but /);
    expect((await here.content()).length).toBe(bytes.length); // a person's file is never removed
  });

  it('is taken as it is where nobody has published its length and checksum', async () => {
    const unknown = { file: 'a.bin', bytes: null, sha256: null };
    expect(await here.get(unknown)).toMatchObject({ verified: false, sha256, bytes: bytes.length });
  });

  it('is looked into where only its name says that it is an archive', async () => {
    const archive = encodeArchive({ 'a.png': new TextEncoder().encode('a') });
    here.web.put('a.zip', archive);
    expect(await here.get({ bytes: null, sha256: null })).toMatchObject({ verified: false, bytes: archive.length });
    await rm(join(here.folder, 'a.zip'));
    for (const cut of [archive.subarray(0, -1), archive.subarray(0, 20), new Uint8Array(), bytes]) {
      here.web.put('a.zip', cut);
      await expect(here.get({ bytes: null, sha256: null })).rejects.toThrow(
        /^a\.zip\.part is not a complete zip archive: /,
      );
      expect(await here.files()).toEqual([]);
    }
  });

  it('is downloaded by one program at a time', async () => {
    await writeFile(join(here.folder, 'a.zip.lock'), '1');
    await expect(here.get()).rejects.toThrow(/^Another download of .*a\.zip is running \(process 1\)\./);
    await writeFile(join(here.folder, 'a.zip.lock'), '999999999');
    expect(await here.get()).toMatchObject({ verified: true });
    expect(await here.files()).toEqual(['a.zip']);
  });

  it('is not taken from a program on another host that shows signs of life, and is from one that was killed', async () => {
    const lock = join(here.folder, 'a.zip.lock');
    await writeFile(lock, JSON.stringify({ host: 'other.example', pid: 1, id: 'x' }));
    await expect(here.get()).rejects.toThrow(
      /running \(process 1 on other\.example\)\. Wait until it finishes \(if it was killed, its lock ends after 15 minutes\)/,
    );
    const longAgo = new Date(Date.now() - 16 * 60_000);
    await utimes(lock, longAgo, longAgo);
    expect(await here.get()).toMatchObject({ verified: true });
    await rm(join(here.folder, 'a.zip'));
    await writeFile(lock, JSON.stringify({ host: thisHost, pid: 999_999_999, id: 'x' }));
    expect(await here.get()).toMatchObject({ verified: true });
    expect(await here.files()).toEqual(['a.zip']);
  });

  it('goes to one of several that find the lock of a dead process at once', async () => {
    await writeFile(join(here.folder, 'a.zip.lock'), '999999999');
    const all = await Promise.allSettled([1, 2, 3, 4, 5].map(() => lockFile(join(here.folder, 'a.zip'))));
    const held = all.filter((one) => one.status === 'fulfilled');
    expect(held).toHaveLength(1);
    await held[0]?.value[Symbol.asyncDispose]();
    expect(await here.files()).toEqual([]);
  });

  it('may come without a length', async () => {
    here.web.troubles.push((_request, response, all) =>
      response.writeHead(200, { 'transfer-encoding': 'chunked' }).end(all),
    );
    expect(await here.get()).toMatchObject({ verified: true });
  });

  it('may be empty', async () => {
    here.web.put('a.zip', new Uint8Array());
    const nothing = createHash('sha256').digest('hex');
    expect(await here.get({ bytes: null, sha256: nothing })).toMatchObject({ bytes: 0, verified: true });
  });
});

describe('a connection that is cut', () => {
  it('goes on where it was, as often as something came', async () => {
    here.web.troubles.push(
      here.cutAfter(100_000),
      here.cutAfter(50_000),
      here.cutAfter(1),
      here.cutAfter(1),
      here.cutAfter(1),
    );
    expect(await here.get()).toMatchObject({ verified: true });
    expect(here.web.asked).toEqual([
      'a.zip',
      ...[100_000, 150_000, 150_001, 150_002, 150_003].map((n) => `a.zip bytes=${String(n)}-`),
    ]);
  });

  it('ends the download after some attempts without a byte, and keeps what came for the next', async () => {
    here.web.troubles.push(here.cutAfter(100_000), answers(503), answers(500));
    await expect(here.get()).rejects.toThrow(
      /cannot be downloaded: the server answered 500\. Nothing new came in 3 attempts\. What is there is kept/,
    );
    expect(here.told).toHaveLength(2);
    expect(await here.files()).toEqual(['a.zip.part', 'a.zip.part.json']);
    expect(await here.get()).toMatchObject({ verified: true });
    expect(here.web.asked.at(-1)).toBe('a.zip bytes=100000-');
    expect(await here.files()).toEqual(['a.zip']);
  });

  it('is not made again for ever where each time the file begins anew, and says so', async () => {
    here.web.troubles.push(...[5000, 3000, 5000, 4000, 1000].map((count) => here.cutAfter(count, null)));
    await expect(here.get()).rejects.toThrow(
      /Nothing new came in 3 attempts\. Its provider does not let a download go on/,
    );
    expect(here.web.asked).toEqual(['a.zip', 'a.zip', 'a.zip']);
    expect(here.told).toHaveLength(2);
    for (const line of here.told) expect(line).toMatch(/ The download starts again, because its provider/);
  });

  it('that sends nothing any more is given up and made again', async () => {
    here.web.troubles.push((_request, response, all) => {
      response.writeHead(200, { etag: '"v1"', 'content-length': all.length }).write(all.subarray(0, 1000));
    });
    expect(await here.get()).toMatchObject({ verified: true });
    expect(here.told).toEqual(['the server sent nothing for 0.3 seconds.']);
    expect(here.web.asked.at(-1)).toBe('a.zip bytes=1000-');
  });

  it('says that a server is not there', async () => {
    await expect(here.get({ url: 'http://127.0.0.1:1/a.zip' })).rejects.toThrow(
      /^http:\/\/127\.0\.0\.1:1\/a\.zip cannot be downloaded: the connection failed \(.+\)\. Nothing new came in 3 attempts/,
    );
  });

  it('waits as long as the server asks', async () => {
    here.web.troubles.push(answers(429, { 'retry-after': '0' }));
    expect(await here.get()).toMatchObject({ verified: true });
    expect(here.told).toEqual(['the server answered 429.']);
  });
});

describe('what is there in part', () => {
  it('is completed after the program was killed, again and again, to the same bytes', async () => {
    for (const length of [70_000, 170_001]) {
      await here.leaveBegun(bytes.subarray(0, length), '"v1"');
      await writeFile(join(here.folder, 'a.zip.lock'), '999999999');
    }
    expect(await here.get()).toMatchObject({ verified: true, sha256 });
    expect(here.web.asked).toEqual(['a.zip bytes=170001-']);
    expect(Buffer.compare(await here.content(), bytes)).toBe(0);
    expect(await here.files()).toEqual(['a.zip']);
  });

  it('is not completed by another version of the file', async () => {
    await here.leaveBegun(Buffer.alloc(1000), '"v0"');
    expect(await here.get()).toMatchObject({ verified: true });
    expect(here.web.asked).toEqual(['a.zip bytes=1000-']); // answered with the whole
  });

  it('is not completed where the server mixes versions up', async () => {
    await here.leaveBegun(Buffer.alloc(1000), '"v0"');
    here.web.troubles.push((request, response, all) => {
      request.headers['if-range'] = '"v1"';
      send(request, response, { bytes: all, etag: '"v1"' });
    });
    expect(await here.get()).toMatchObject({ verified: true });
    expect(here.web.asked).toEqual(['a.zip bytes=1000-', 'a.zip']);
  });

  it('is begun anew where nothing says which version it is, or it is of another address', async () => {
    await here.leaveBegun(Buffer.alloc(1000), null);
    expect(await here.get()).toMatchObject({ verified: true });
    await rm(join(here.folder, 'a.zip'));
    await here.leaveBegun(Buffer.alloc(1000), '"v1"', 'http://127.0.0.1:1/b.zip');
    expect(await here.get()).toMatchObject({ verified: true });
    await rm(join(here.folder, 'a.zip'));
    await writeFile(join(here.folder, 'a.zip.part'), 'x');
    await writeFile(join(here.folder, 'a.zip.part.json'), '{"url":');
    expect(await here.get()).toMatchObject({ verified: true });
    expect(here.web.asked).toEqual(['a.zip', 'a.zip', 'a.zip']);
  });

  it('is not whole because the server says another length than before', async () => {
    here.web.troubles.push(here.cutAfter(1000), answers(416, { etag: '"v1"', 'content-range': 'bytes */1000' }));
    expect(await here.get()).toMatchObject({ verified: true, bytes: bytes.length });
    await rm(join(here.folder, 'a.zip'));
    here.web.troubles.push(here.cutAfter(1000), (_request, response, all) => {
      const range = { 'content-range': 'bytes 1000-1009/1010', 'content-length': 10, etag: '"v1"' };
      response.writeHead(206, range).end(all.subarray(1000, 1010));
    });
    expect(await here.get({ bytes: null })).toMatchObject({ verified: true, bytes: bytes.length });
  });

  it('is not completed by a part of which nothing says the version', async () => {
    here.web.troubles.push(here.cutAfter(1000), (_request, response) => {
      const range = { 'content-range': `bytes 1000-${String(bytes.length - 1)}/${String(bytes.length)}` };
      response
        .writeHead(206, { ...range, 'content-length': bytes.length - 1000 })
        .end(Buffer.alloc(bytes.length - 1000));
    });
    expect(await here.get()).toMatchObject({ verified: true });
    expect(here.web.asked.at(-1)).toBe('a.zip');
  });

  it('is only given its name where all of it is there', async () => {
    await here.leaveBegun(bytes, '"v1"');
    expect(await here.get()).toMatchObject({ verified: true });
    expect(here.web.asked).toEqual(['a.zip bytes=300000-']);
  });

  it('is begun anew where the server has less', async () => {
    await here.leaveBegun(Buffer.concat([bytes, bytes]), '"v1"');
    expect(await here.get()).toMatchObject({ verified: true });
    expect(here.web.asked).toEqual(['a.zip bytes=600000-', 'a.zip']);
  });

  it('is completed by servers that only tell the time of a version, and by none that tell a weak tag', async () => {
    const modified = new Date(0).toUTCString();
    here.web.etag = null;
    here.web.troubles.push((_request, response, all) => {
      response.writeHead(200, { 'last-modified': modified, etag: 'W/"v1"', 'content-length': all.length });
      response.write(all.subarray(0, 1000), () => setTimeout(() => response.destroy(), 100));
    });
    here.web.troubles.push((request, response) => {
      here.told.push(String(request.headers['if-range']));
      response.destroy();
    });
    expect(await here.get()).toMatchObject({ verified: true });
    expect(here.told).toContain(modified);
  });
});

it('ends at once when it is interrupted, and keeps what came', async () => {
  const interrupted = new AbortController();
  here.web.troubles.push((_request, response, all) => {
    response.writeHead(200, { etag: '"v1"', 'content-length': all.length }).write(all.subarray(0, 1000), () => {
      setTimeout(() => {
        interrupted.abort();
      }, 50);
    });
  });
  await expect(here.get({}, { signal: interrupted.signal })).rejects.toThrow();
  expect(await here.files()).toEqual(['a.zip.part', 'a.zip.part.json']);
  expect(await here.get()).toMatchObject({ verified: true });
  expect(here.web.asked.at(-1)).toBe('a.zip bytes=1000-');
});
