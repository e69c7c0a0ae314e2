import type { QualityReport } from '@cellboard/contract';
import type { ReactNode } from 'react';
import { counted, grouped } from '../../ui/counted.ts';
import { Fact, FactList } from '../../ui/facts.tsx';
import { SheetSection } from '../../ui/sheet.tsx';
import { FindingGroups } from './finding-groups.tsx';
import { SpreadLine } from './spread-line.tsx';

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

/** What was measured in a dataset's files when it was imported, and what a curator should look at. */
export function QualitySection({ report }: { readonly report: QualityReport }): ReactNode {
  const { images, cells, coverage, channels, sizes, cellsPerImage, cellArea, pixelSizeUm, pixelSizeKnown } = report;
  return (
    <SheetSection title="Quality report">
      <div className="quality-facts">
        <FactList>
          <Fact name="Images">{grouped(images)}</Fact>
          <Fact name="Cells">{grouped(cells)}</Fact>
          <Fact name="Part of all pixels in cells">{percent.format(coverage)}</Fact>
          <Fact name="Pixel size told for">
            {pixelSizeKnown === images ? 'all images' : `${grouped(pixelSizeKnown)} of ${grouped(images)} images`}
          </Fact>
          <Fact name="Channels">
            {channels.map((one) => `${String(one.channels)} (${counted(one.images, 'image', 'images')})`).join(', ')}
          </Fact>
          <Fact name="Image sizes in pixels">{sizesLine(sizes)}</Fact>
        </FactList>
        <div className="quality-spreads">
          {cellsPerImage && <SpreadLine name="Cells in an image" unit="" spread={cellsPerImage} />}
          {cellArea && <SpreadLine name="Area of a cell" unit="px" spread={cellArea} />}
          {pixelSizeUm && <SpreadLine name="Side of a pixel" unit="µm" spread={pixelSizeUm} />}
          <p className="sheet-note">
            Lines run from the least to the greatest value on a logarithmic scale. The bar holds the middle 90 %, its
            mark is the median.
          </p>
        </div>
      </div>
      <FindingGroups report={report} />
    </SheetSection>
  );
}

/** The most frequent sizes, and how many others there are. */
function sizesLine(sizes: QualityReport['sizes']): string {
  const shown = sizes.slice(0, 4).map(({ width, height, images }) => `${size(width, height)} (${grouped(images)})`);
  const rest = sizes.length - shown.length;
  return shown.join(', ') + (rest > 0 ? ` and ${counted(rest, 'other size', 'other sizes')}` : '');
}

const size = (width: number, height: number): string => `${String(width)}\u00A0×\u00A0${String(height)}`;
