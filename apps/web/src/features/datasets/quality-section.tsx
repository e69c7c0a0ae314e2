import type { QualityReport } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { counted, grouped } from '../../ui/counted.ts';
import { Fact, FactList } from '../../ui/facts.tsx';
import { FoldedSection } from '../../ui/sheet.tsx';
import { FindingGroups, type FindingPicture } from './finding-groups.tsx';
import { OverlapList } from './overlap-list.tsx';
import { SpreadLine } from './spread-line.tsx';

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

interface QualitySectionProps {
  readonly report: QualityReport;
  readonly picture: FindingPicture;
}

/** What was measured in a dataset's files when it was imported, and what a curator should look at. */
export function QualitySection({ report, picture }: QualitySectionProps): ReactNode {
  const {
    images,
    withoutTruth,
    cells,
    coverage,
    channels,
    sizes,
    cellsPerImage,
    cellArea,
    cellDiameter,
    pixelSizeUm,
    pixelSizeKnown,
  } = report;
  return (
    <FoldedSection title="Quality report">
      <div className="quality-facts">
        <FactList>
          <Fact name="Images">{grouped(images)}</Fact>
          <Fact name="Cells">{grouped(cells)}</Fact>
          <Fact name="Images without truth">{withoutTruth > 0 && grouped(withoutTruth)}</Fact>
          <Fact name="Area covered by cells">{percent.format(coverage)}</Fact>
          <Fact name="Images with pixel size">
            {pixelSizeKnown === images ? 'all' : `${grouped(pixelSizeKnown)} of ${grouped(images)}`}
          </Fact>
          <Fact name="Channels">
            {channels.map((one) => `${String(one.channels)} (${counted(one.images, 'image', 'images')})`).join(', ')}
          </Fact>
          <Fact name="Image sizes in pixels">{sizesLine(sizes)}</Fact>
        </FactList>
        <div className="quality-spreads">
          {cellsPerImage && <SpreadLine name="Cells in an image" unit="" spread={cellsPerImage} />}
          {cellArea && <SpreadLine name="Area of a cell" unit="px" spread={cellArea} />}
          {cellDiameter && <SpreadLine name="Cell diameter, median of an image" unit="px" spread={cellDiameter} />}
          {pixelSizeUm && <SpreadLine name="Side of a pixel" unit="µm" spread={pixelSizeUm} />}
          <p className="sheet-note">Log scale, minimum to maximum; bar = middle 90 %, mark = median.</p>
        </div>
      </div>
      <OverlapList overlaps={report.overlaps ?? []} />
      <FindingGroups report={report} picture={picture} />
    </FoldedSection>
  );
}

/** The most frequent sizes, and how many others there are. */
function sizesLine(sizes: QualityReport['sizes']): string {
  const shown = sizes.slice(0, 4).map(({ width, height, images }) => `${size(width, height)} (${grouped(images)})`);
  const rest = sizes.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${counted(rest, 'other size', 'other sizes')}` : '');
}

const size = (width: number, height: number): string => `${String(width)}\u00A0×\u00A0${String(height)}`;
