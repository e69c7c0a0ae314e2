import type { DatasetStatistics, Histogram, RangedMeasure, Slug } from '@cellboard/contract';
import { DatasetRepository, DatasetStatisticsRepository } from '@cellboard/db';
import { Injectable } from '@nestjs/common';
import { histogramEdges } from './histogram-edges.ts';

/** Measures whose values are whole numbers. */
const WHOLE: readonly RangedMeasure[] = ['cells', 'side'];

/** Counts what was measured of the images of a dataset. */
@Injectable()
export class DatasetCounts {
  constructor(
    private readonly datasets: DatasetRepository,
    private readonly statistics: DatasetStatisticsRepository,
  ) {}

  /** What the newest published version of a dataset holds. */
  async of(dataset: Slug): Promise<DatasetStatistics> {
    const version = await this.datasets.newestPublished(dataset);
    if (!version) return { images: 0, files: 0, bytes: 0, histograms: [] };
    const { images, files, bytes } = await this.statistics.totals(version.id);
    return { images, files, bytes, histograms: await this.histograms(version.id) };
  }

  private async histograms(versionId: string): Promise<Histogram[]> {
    const spans = await this.statistics.spans(versionId);
    const edges = new Map(
      spans.map((span) => [span.measure, histogramEdges(span, WHOLE.includes(span.measure))] as const),
    );
    const found = await this.statistics.bins(versionId, Object.fromEntries(edges));
    return spans.map(({ measure, known, median }) => {
      const own = edges.get(measure) ?? [];
      const bins = own.slice(0, -1).map((from, i) => {
        const images = found.find((one) => one.measure === measure && one.bin === i + 1)?.images ?? 0;
        return { from, below: own[i + 1] ?? from, images };
      });
      return { measure, known, median, bins };
    });
  }
}
