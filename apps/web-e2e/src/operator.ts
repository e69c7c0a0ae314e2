import { expect } from '@playwright/test';
import { crc32, deflateSync } from 'node:zlib';
import type { Installation } from './installation.ts';

/** The side of the images that tests publish, in pixels. */
export const side = 64;

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A square grey image of 8 bits as a PNG. */
export function png(grey: (x: number, y: number) => number): Blob {
  const rows = Array.from({ length: side }, (_, y) => [0, ...Array.from({ length: side }, (_, x) => grey(x, y))]);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head[8] = 8;
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  const parts = [
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return new Blob([Buffer.concat([signature, ...parts])], { type: 'image/png' });
}

/** What an operator does over HTTP. */
export class Operator {
  private readonly address: string;
  private readonly headers: { readonly authorization: string };

  private constructor(address: string, token: string) {
    this.address = address;
    this.headers = { authorization: `Bearer ${token}` };
  }

  static async of(installation: Installation): Promise<Operator> {
    return new Operator(installation.address, await installation.operatorToken());
  }

  /** Calls a procedure that changes something, and answers what it answers. */
  async call(procedure: string, input: unknown): Promise<unknown> {
    const answer = await fetch(`${this.address}/trpc/${procedure}`, {
      method: 'POST',
      headers: { ...this.headers, 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });
    const text = await answer.text();
    expect(answer.status, text).toBe(200);
    return (JSON.parse(text) as { result: { data: unknown } }).result.data;
  }

  /** Uploads an image with its tags and, if it has one, its truth. */
  async putImage(place: string, tags: object, { image, truth }: { image: Blob; truth?: Blob }): Promise<void> {
    const [dataset = '', name = ''] = place.split('/');
    const body = new FormData();
    body.append('tags', JSON.stringify(tags));
    body.append('image', image, 'image.png');
    if (truth) body.append('truth', truth, 'truth.png');
    await this.put(`datasets/${dataset}/images/${name}`, { headers: this.headers, body });
  }

  /** Uploads a prediction into an open submission. */
  async putPrediction(submission: string, image: string, prediction: Blob): Promise<void> {
    const headers = { ...this.headers, 'content-type': 'application/octet-stream' };
    await this.put(`submissions/${submission}/predictions/${image}`, { headers, body: prediction });
  }

  private async put(path: string, what: RequestInit): Promise<void> {
    const sent = await fetch(`${this.address}/api/v1/${path}`, { ...what, method: 'PUT' });
    expect(sent.status, await sent.text()).toBeLessThan(300);
  }
}
