import type { DatasetEntry } from './entries/dataset-entry.ts';
import type { LayoutSource } from './entries/layout-entry.ts';
import { tellDuplicates } from './entries/parts.ts';
import type { Layout, PublishedLayout } from './entries/published-layout.ts';
import { readFolder, type FolderSource } from './folder/folder-layout.ts';
import { arvidssonLayout } from './layouts/arvidsson-layout.ts';
import { bbbc007Layout } from './layouts/bbbc007-layout.ts';
import { bbbc020Layout } from './layouts/bbbc020-layout.ts';
import { bbbc030Layout } from './layouts/bbbc030-layout.ts';
import { bbbc039Layout } from './layouts/bbbc039-layout.ts';
import { cellBinDbLayout } from './layouts/cellbindb-layout.ts';
import { cellposeLayout } from './layouts/cellpose-layout.ts';
import { cocoLayout } from './layouts/coco-layout.ts';
import { conicLayout } from './layouts/conic-layout.ts';
import { consepLayout } from './layouts/consep-layout.ts';
import { cpdmiLayout } from './layouts/cpdmi-layout.ts';
import { cpm15Layout } from './layouts/cpm-15-layout.ts';
import { cpm17Layout } from './layouts/cpm-17-layout.ts';
import { cryoNuSegLayout } from './layouts/cryonuseg-layout.ts';
import { csvLayout } from './layouts/csv-layout.ts';
import { ctcLayout } from './layouts/ctc-layout.ts';
import { cytoDark0Layout } from './layouts/cytodark0-layout.ts';
import { deepBacsLayout } from './layouts/deepbacs-layout.ts';
import { dsb2018Layout } from './layouts/dsb2018-layout.ts';
import { dynamicNuclearNetLayout } from './layouts/dynamicnuclearnet-layout.ts';
import { evicanLayout } from './layouts/evican-layout.ts';
import { glysacLayout } from './layouts/glysac-layout.ts';
import { heLaCytoNucLayout } from './layouts/helacytonuc-layout.ts';
import { hpaLayout } from './layouts/hpa-layout.ts';
import { kumarLayout } from './layouts/kumar-layout.ts';
import { liveCellLayout } from './layouts/livecell-layout.ts';
import { lizardLayout } from './layouts/lizard-layout.ts';
import { lpcNucSegLayout } from './layouts/lpc-nucseg-layout.ts';
import { lynsecLayout } from './layouts/lynsec-layout.ts';
import { monusacLayout } from './layouts/monusac-layout.ts';
import { monusegLayout } from './layouts/monuseg-layout.ts';
import { neurIpsLayout } from './layouts/neurips-layout.ts';
import { npzLayout } from './layouts/npz-layout.ts';
import { nuInsSegLayout } from './layouts/nuinsseg-layout.ts';
import { omniposeLayout } from './layouts/omnipose-layout.ts';
import { panNukeLayout } from './layouts/pannuke-layout.ts';
import { pcnsLayout } from './layouts/pcns-layout.ts';
import { pumaLayout } from './layouts/puma-layout.ts';
import { refusedLayouts } from './layouts/refused.ts';
import { sBsst265Layout } from './layouts/s-bsst265-layout.ts';
import { tissueNetLayout } from './layouts/tissuenet-layout.ts';
import { tnbcLayout } from './layouts/tnbc-layout.ts';
import { vicarLayout } from './layouts/vicar-layout.ts';
import { yeaZLayout } from './layouts/yeaz-layout.ts';

/** Folders of any origin. */
export const layouts = {
  folder: {
    name: 'Folders',
    description:
      'A folder of images and a folder of label images with the same stems; a CSV manifest for the tags if there is one.',
    read: readFolder,
  } satisfies Layout<FolderSource, DatasetEntry>,
};

/** A new layout is a file of its own and a row here. */
const rows: Readonly<Record<string, PublishedLayout>> = {
  dsb2018: dsb2018Layout,
  nuinsseg: nuInsSegLayout,
  cryonuseg: cryoNuSegLayout,
  monuseg: monusegLayout,
  kumar: kumarLayout,
  'cpm-15': cpm15Layout,
  'cpm-17': cpm17Layout,
  consep: consepLayout,
  lizard: lizardLayout,
  glysac: glysacLayout,
  tnbc: tnbcLayout,
  monusac: monusacLayout,
  livecell: liveCellLayout,
  evican: evicanLayout,
  tissuenet: tissueNetLayout,
  dynamicnuclearnet: dynamicNuclearNetLayout,
  pannuke: panNukeLayout,
  conic: conicLayout,
  lynsec: lynsecLayout,
  puma: pumaLayout,
  'aitslab-bioimaging1': arvidssonLayout,
  bbbc039: bbbc039Layout,
  pcns: pcnsLayout,
  's-bsst265': sBsst265Layout,
  deepbacs: deepBacsLayout,
  cellbindb: cellBinDbLayout,
  helacytonuc: heLaCytoNucLayout,
  cytodark0: cytoDark0Layout,
  'neurips-2022': neurIpsLayout,
  cellpose: cellposeLayout,
  omnipose: omniposeLayout,
  'lpc-nucseg': lpcNucSegLayout,
  'vicar-qpi': vicarLayout,
  'cpdmi-2023': cpdmiLayout,
  bbbc007: bbbc007Layout,
  bbbc030: bbbc030Layout,
  bbbc020: bbbc020Layout,
  ctc: ctcLayout,
  'hpa-cell-segmentation': hpaLayout,
  yeaz: yeaZLayout,
  coco: cocoLayout,
  npz: npzLayout,
  csv: csvLayout,
  ...refusedLayouts,
};

/** Every published layout that can be read. */
export const publishedLayouts: Readonly<Record<string, PublishedLayout>> = Object.fromEntries(
  Object.entries(rows).map(([id, layout]) => [
    id,
    { ...layout, read: (source: LayoutSource) => tellDuplicates(layout.read(source)) },
  ]),
);
