import type { ImageDetails } from '@cellboard/contract';
import type { ViewerHandle } from '@cellboard/viewer/react';
import { Button, NativeSelect } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { ModeControl, type Mode } from '../features/compare/mode-control.tsx';
import { CopyLinkButton } from '../ui/copy-link-button.tsx';
import { PopOver } from '../ui/pop-over.tsx';
import { emptyTray, useTray } from '../viewing/tray.ts';
import type { Viewed } from '../viewing/use-viewed.ts';
import { FigureButtons } from '../viewing/view-menu.tsx';
import { viewSearchDefaults } from '../viewing/view-search.ts';
import type { CompareSearch } from './compare-search.ts';
import type { Change } from './compare-change.ts';
import { fileName, figureWords } from './image-downloads.tsx';

interface CompareToolsProps {
  readonly image: ImageDetails;
  readonly search: CompareSearch;
  readonly viewer: { readonly current: ViewerHandle | null };
  readonly viewed: Viewed;
  readonly threshold: number;
  readonly change: Change;
}

/** Which image, how it is compared, and what can be done with it. */
export function CompareTools({ image, search, viewer, viewed, threshold, change }: CompareToolsProps): ReactNode {
  const { images, candidates } = useTray();
  const img = `${image.dataset}/${image.name}`;
  const choices = images.includes(img) ? images : [img, ...images];
  return (
    <div className="compare-tools">
      {choices.length > 1 && (
        <NativeSelect
          label="Image"
          data={[...choices]}
          value={img}
          onChange={({ currentTarget }) => {
            const { xy, z, p, ch, cell } = viewSearchDefaults;
            change({ img: currentTarget.value, xy, z, p, ch, cell }, { push: true });
          }}
        />
      )}
      <ModeControl
        mode={search.mode}
        onChange={(mode) => {
          change({ mode, ...lookOf(mode, search) }, { push: true });
        }}
      />
      <div className="viewing-ways">
        <PopOver
          width={220}
          position="bottom-end"
          className="menu"
          trapFocus
          target={(toggle) => (
            <Button variant="default" size="sm" leftSection={<IconDownload size={16} aria-hidden />} onClick={toggle}>
              Figure
            </Button>
          )}
        >
          <FigureButtons
            viewer={viewer}
            name={`${fileName(image)}_comparison`}
            words={() => figureWords(image, viewed, threshold)}
          />
        </PopOver>
        <CopyLinkButton />
        {images.length + candidates.length > 0 && (
          <Button variant="subtle" size="sm" onClick={emptyTray}>
            Clear picks
          </Button>
        )}
      </div>
    </div>
  );
}

/** Errors are shown by status and with ghosts, a map strongly; leaving such a mode takes that back. */
function lookOf(mode: Mode, { mode: before }: CompareSearch): Partial<CompareSearch> {
  const { p, color, style } = viewSearchDefaults;
  if (mode === 'diff') return { p, color: 'status', style: 'missed' };
  if (mode === 'map') return { p, color, style: 'fill-75' };
  return before === 'diff' || before === 'map' ? { p, color, style } : { p };
}
