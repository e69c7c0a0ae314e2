import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { messages } from '../accounts/messages.ts';
import { FolderMailer, SmtpMailer } from './mailers.ts';

const secret = `${'a'.repeat(42)}=`.slice(0, 42) + 'Z';
const message = messages.register('ada@example.org', { origin: 'https://cellboard.test', secret });

it('hands messages to a mail server, signed in, with a link that survives the way', async () => {
  const got: { from: string | undefined; to: string[]; user: string | undefined; text: string }[] = [];
  const server = new SMTPServer({
    authOptional: false,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) => {
      done(password === 'p@ss/word' ? null : new Error('no'), { user: username });
    },
    onData: (stream, { envelope, user }, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? undefined : envelope.mailFrom.address;
        const to = envelope.rcptTo.map(({ address }) => address);
        got.push({ from, to, user: user as string | undefined, text: Buffer.concat(parts).toString() });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const url = (word: string) => `smtp://${encodeURIComponent('mail@x')}:${encodeURIComponent(word)}@127.0.0.1:${port}`;
  try {
    await new SmtpMailer(url('p@ss/word'), 'Cellboard <no-reply@cellboard.test>').send(message);
    await expect(new SmtpMailer(url('wrong'), 'x@cellboard.test').send(message)).rejects.toThrow();
    const hostile = { ...message, to: 'a@example.org\r\nBcc: b@example.org', subject: 'x\r\nBcc: c@example.org' };
    await new SmtpMailer(url('p@ss/word'), 'x@cellboard.test').send(hostile).catch(() => undefined);
  } finally {
    await new Promise<void>((resolve) => {
      server.close(resolve);
    });
  }
  const [first, ...others] = got;
  expect(first).toMatchObject({ from: 'no-reply@cellboard.test', to: ['ada@example.org'], user: 'mail@x' });
  expect(first?.text).toContain('Content-Type: text/plain; charset=utf-8');
  expect(first?.text.replaceAll('=\r\n', '')).toContain(`https://cellboard.test/verify#${secret}`);
  for (const { to } of others) expect(to).not.toContain('b@example.org');
  for (const { to } of others) expect(to).not.toContain('c@example.org');
});

it('writes messages where no mail server is set, for the owner of the data folder alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cellboard-mail-'));
  await new FolderMailer(join(folder, 'mail')).send(message);
  const [name = ''] = await readdir(join(folder, 'mail'));
  const path = join(folder, 'mail', name);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readFile(path, 'utf8')).toBe(
    `To: ada@example.org\nSubject: Create your Cellboard account\n\n${message.text}`,
  );
  await rm(folder, { recursive: true });
});
