import {
  Problem,
  SampleDescription,
  type ImageDetails,
  type ImageId,
  type ImageQuery,
  type ImageResults,
  type Principal,
} from '@cellboard/contract';
import { ImagePageRepository, ImageRepository, type ImagePageRow, type ImageResultRow } from '@cellboard/db';
import { boardMetrics, catalogEntry, isMetricId } from '@cellboard/metrics';
import { Injectable, Logger } from '@nestjs/common';
import { ImageReader } from '../decoding/image-reader.ts';
import { metricsOf, toMetric } from '../leaderboard/board-metrics.ts';
import { loggedError } from '../logging/logged-error.ts';
import { FileStore } from '../storage/file-store.ts';
import { toImageResult } from './to-image-result.ts';
import { toImage } from './to-image.ts';

/** Change this when a description holds something else. */
const DESCRIPTION = 'description-v2';

/** Shows the page of one image. */
@Injectable()
export class ImagePageService {
  private readonly log = new Logger(ImagePageService.name);

  constructor(
    private readonly page: ImagePageRepository,
    private readonly images: ImageRepository,
    private readonly store: FileStore,
    private readonly reader: ImageReader,
  ) {}

  async get(principal: Principal, query: ImageQuery): Promise<ImageDetails> {
    const row = await this.find(principal, query);
    const { datasetName, datasetVersion, synthetic, licence, sourceUrl, citation, hasIgnore } = row;
    return {
      ...toImage(row),
      ...{ datasetName, datasetVersion, synthetic, licence, sourceUrl, citation, hasIgnore },
      mayDownload: row.redistributable,
      samples: await this.samplesOf(principal, row.id),
    };
  }

  async results(principal: Principal, query: ImageQuery): Promise<ImageResults> {
    const { id } = await this.find(principal, query);
    const tasks = await this.page.tasks(principal, id);
    const rows = await this.page.results(
      [id],
      tasks.map((task) => task.id),
    );
    return {
      tasks: tasks.map(({ id: taskId, task, taskName, primaryMetric }) => {
        const metrics = metricsOf(boardMetrics, primaryMetric);
        const ids = metrics.map((metric) => metric.id);
        const own = rows.filter((row) => row.taskId === taskId);
        return {
          ...{ task, taskName, primaryMetric },
          metrics: metrics.map(toMetric),
          results: bestFirst(own, primaryMetric).map((row) => toImageResult(row, ids)),
        };
      }),
    };
  }

  /** @throws Problem IMAGE_NOT_FOUND */
  async find(principal: Principal, query: ImageQuery): Promise<ImagePageRow> {
    const row = await this.page.find(principal, query);
    if (row) return row;
    throw new Problem(
      'IMAGE_NOT_FOUND',
      `The dataset "${query.dataset}" has no image ${query.name}, or it is not published.`,
    );
  }

  /** Null where the file cannot be read: the page still has its truth and its results to show. */
  private async samplesOf(principal: Principal, id: ImageId): Promise<SampleDescription | null> {
    const image = await this.images.visible(principal, id);
    if (!image) return null;
    const { shelf, sha256 } = image.imageFile;
    const file = { shelf, sha256 };
    try {
      const make = async () => {
        const { dtype, channels, colours, bitDepth, whiteIsZero } = await this.reader.describe(file);
        return Buffer.from(JSON.stringify({ dtype, channels, colours, bitDepth, whiteIsZero }));
      };
      const bytes = await this.store.derived(file, DESCRIPTION, make);
      return SampleDescription.parse(JSON.parse(Buffer.from(bytes).toString()));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.log.warn({ err: loggedError(error), ...file }, 'an image cannot be described');
      return null;
    }
  }
}

/** Methods before controls and annotators, which are no rivals of theirs. Equal ones stay in the order of their names. */
function bestFirst(results: readonly ImageResultRow[], primary: string): ImageResultRow[] {
  const sign = isMetricId(primary) && catalogEntry(primary).direction === 'lower' ? 1 : -1;
  const worth = ({ scores }: ImageResultRow) => {
    const score = scores?.[primary] ?? null;
    return score === null ? Infinity : sign * score;
  };
  const aside = ({ kind }: ImageResultRow) => Number(kind !== 'method');
  return results.toSorted((a, b) => aside(a) - aside(b) || (worth(a) === worth(b) ? 0 : worth(a) - worth(b)));
}
