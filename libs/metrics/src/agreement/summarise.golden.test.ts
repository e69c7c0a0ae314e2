import type { MetricId } from '../catalog/metric-id.ts';
import { evaluatePair } from '../pair/evaluate-pair.ts';
import { summarise } from '../sheet/summarise.ts';
import { goldenDataset, goldenPairs } from './golden-set.fixture.ts';
import { goldenCase, goldenImage, goldenJson, goldenNames } from './golden.fixture.ts';

type Dataset = { readonly cases: readonly string[] } & Readonly<
  Record<string, Readonly<Record<string, number>> | number>
>;

const thresholds = ['0.5', '0.75', '0.9'] as const;
const stardist = {
  tp: 'tp',
  fp: 'fp',
  fn: 'fn',
  precision: 'precision',
  recall: 'recall',
  f1: 'f1',
  ap: 'accuracy',
} as const;

async function imagesOf(names: readonly string[]) {
  const images = [];
  for (const name of names) {
    const { gt, pred } = goldenCase(name);
    images.push(evaluatePair(await goldenImage(gt), await goldenImage(pred)));
  }
  return images;
}

it('the golden set as one dataset, under both aggregations', () => {
  const images = goldenPairs.map(({ truth, prediction, ignore }) =>
    evaluatePair(truth, prediction, { ...(ignore && { ignore }) }),
  );
  const summary = summarise(images);
  for (const aggregation of ['mean', 'pooled'] as const) {
    for (const [id, value] of Object.entries(goldenDataset[aggregation]) as [MetricId, number][]) {
      expect([aggregation, id, summary[aggregation][id]]).toEqual([aggregation, id, expect.closeTo(value, 10)]);
    }
  }
});

if (goldenNames().length > 0) {
  const datasets = Object.entries(goldenJson('dataset_level') as Record<string, Dataset>);

  it.each(datasets)('%s: datasets as other implementations aggregate them', async (_, golden) => {
    const { mean, pooled } = summarise(await imagesOf(golden.cases));
    const values = (key: string) => golden[key] as Readonly<Record<string, number>>;
    const expectClose = (ours: number | null | undefined, theirs: number | undefined, what: string) => {
      expect([what, ours]).toEqual([what, expect.closeTo(theirs!, 9)]);
    };
    for (const at of thresholds) {
      const theirs = values(`stardist.matching_dataset by_image=False t=${at}`);
      for (const [ours, key] of Object.entries(stardist))
        expectClose(pooled[`${ours}@${at}` as MetricId], theirs[key], `${ours}@${at}`);
      const byImage = values(`stardist.matching_dataset by_image=True t=${at}`);
      expectClose(mean[`ap@${at}`], byImage.accuracy, `mean ap@${at}`);
      expectClose(mean[`f1@${at}`], byImage.f1, `mean f1@${at}`);
    }
    const strict = values('PQ pooled (strict >0.5; CoNIC/MONAI/torchmetrics aggregation, no epsilon)');
    for (const id of ['pq', 'dq', 'sq'] as const) expectClose(pooled[id], strict[id], id);
    for (const id of ['mDice', 'mIoU', 'mHD'] as const) {
      expectClose(mean[id], values('seed image-mean')[id], `mean ${id}`);
      expectClose(pooled[id], values('seed cell-pooled')[id], `pooled ${id}`);
    }
    expectClose(pooled.seg, golden['CTC SEG pooled'] as number, 'pooled SEG');
    expectClose(mean.seg, golden['CTC SEG image-mean'] as number, 'mean SEG');
    expectClose(pooled.det, golden['CTC DET pooled'] as number, 'pooled DET');
    // HoVer-Net adds 1e-6 to unions.
    expect(mean.aji).toBeCloseTo(golden['AJI image-mean'] as number, 6);
    expect(mean.ajiPlus).toBeCloseTo(golden['AJI+ image-mean'] as number, 6);
  });
}
