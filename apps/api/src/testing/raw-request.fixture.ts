import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Opens a connection of its own to a server on this machine. */
export async function openSocket(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

/** Sends bytes as they are, and answers everything that comes back until the server closes the connection. */
export async function exchange(port: number, bytes: string): Promise<string> {
  const socket = await openSocket(port);
  const answer = readToEnd(socket);
  socket.write(bytes, 'latin1');
  return answer;
}

/** Everything that arrives until the other side closes the connection. */
export async function readToEnd(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (part: Buffer) => (text += part.toString()));
  socket.on('error', () => undefined); // a reset is an end, too
  await once(socket, 'close');
  return text;
}

/** A request of which the server has everything but the last byte of its body. */
export interface OpenRequest {
  readonly socket: Socket;
  /** Everything that the server sends until it closes the connection. */
  readonly answer: Promise<string>;
  /** Sends the last byte. */
  readonly end: () => void;
}

/** Sends all of a request but the last byte of its body, and waits until the server has its head. */
export async function openRequest(port: number, head: readonly string[], body: string): Promise<OpenRequest> {
  const socket = await openSocket(port);
  const answer = readToEnd(socket);
  const length = `content-length: ${Buffer.byteLength(body)}`;
  socket.write([...head, 'host: localhost', length, 'expect: 100-continue', '', ''].join('\r\n'));
  await once(socket, 'data'); // 100 Continue
  socket.write(body.slice(0, -1));
  return { socket, answer, end: () => socket.write(body.slice(-1)) };
}

/** Reads the first answer in what a server sent. */
export function parseAnswer(text: string): Response {
  const [head = '', body = ''] = text.replace('HTTP/1.1 100 Continue\r\n\r\n', '').split(/\r\n\r\n(.*)/s);
  const [status = '', ...lines] = head.split('\r\n');
  const headers = lines.map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]);
  return new Response(body, { status: Number(status.split(' ')[1]), headers });
}
