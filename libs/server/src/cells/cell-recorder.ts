import type { RecordedFiles } from '@cellboard/db';
import { isRecorded, type CellColumns } from '@cellboard/evaluation';
import { Injectable } from '@nestjs/common';
import { Compute } from '../compute/compute.ts';
import { LabelLending, originalsOf, type KnownLabels, type LentLabels } from '../evaluation/label-lending.ts';
import { ScoringProcesses } from '../evaluation/scoring-processes.ts';
import { chunksOf } from '../queue/chunks-of.ts';
import { ServerSettings } from '../settings/server-settings.ts';
import { assertSound } from '../storage/assert-sound.ts';
import { FileStore } from '../storage/file-store.ts';
import { CellParts } from './cell-parts.ts';

/** An image whose cells cannot be recorded: one of its files is damaged, or it takes too much. The message says which. */
export class UnrecordableError extends Error {
  override readonly name = 'UnrecordableError';
}

/** Images that are recorded ahead of the one that is written, for each process. */
const AHEAD = 2;

/** Records the cells of images in the processes that score, behind everything else that computes. */
@Injectable()
export class CellRecorder {
  constructor(
    private readonly lending: LabelLending,
    private readonly parts: CellParts,
    private readonly processes: ScoringProcesses,
    private readonly store: FileStore,
    private readonly compute: Compute,
    private readonly settings: ServerSettings,
  ) {}

  /**
   * The rows of images, in their order; a few images are in memory at once.
   *
   * @throws UnrecordableError, or what keeps a label file from being made
   */
  async *rows(images: readonly RecordedFiles[]): AsyncGenerator<CellColumns> {
    const stopped = new AbortController();
    const ahead: Promise<CellColumns>[] = [];
    const most = AHEAD * this.settings.threads;
    try {
      for (const chunk of chunksOf(images)) {
        const known = await this.lending.find(chunk.map(originalsOf));
        for (const image of chunk) {
          const rows = this.rowsOf(image, known, stopped.signal);
          rows.catch(() => undefined); // thrown where its turn comes
          ahead.push(rows);
          if (ahead.length >= most) yield (await ahead.shift()) as CellColumns;
        }
      }
      for (const rows of ahead) yield await rows;
    } finally {
      stopped.abort();
      await Promise.allSettled(ahead);
    }
  }

  private async rowsOf(image: RecordedFiles, known: KnownLabels, signal: AbortSignal): Promise<CellColumns> {
    const scored = await this.parts.rowsOf(image);
    if (scored) return scored;
    const use = (labels: LentLabels) => this.record(image, labels, signal);
    const result = await this.lending.lend(originalsOf(image), { known, signal, use });
    if (isRecorded(result)) return result;
    if (result.error.code === 'IMAGE_UNREADABLE') await assertSound(this.store, [pictureOf(image)]);
    throw new UnrecordableError(`${image.image}: ${result.error.message}`);
  }

  private async record({ image, imageSha256 }: RecordedFiles, labels: LentLabels, signal: AbortSignal) {
    const { truth, ignore, prediction } = labels;
    if (truth === null) throw new Error(`The image ${image} has no truth.`);
    await assertThere(this.store, imageSha256);
    await this.compute.whenIdle(signal);
    return this.compute.run(() =>
      this.store.withLocal({ shelf: 'image', sha256: imageSha256 }, (picture) =>
        this.processes.scorer.record({ image, truth, prediction, ignore, picture }, signal),
      ),
    );
  }
}

function pictureOf({ imageSha256 }: RecordedFiles) {
  return { shelf: 'image', sha256: imageSha256 } as const;
}

/** Says which file is missing in the words of every damaged file. */
async function assertThere(store: FileStore, sha256: string): Promise<void> {
  const file = { shelf: 'image', sha256 } as const;
  if ((await store.stat(file)) === null) await assertSound(store, [file]);
}
