import { donorOf } from './slide-of.ts';

/**
 * Organs of the patients of MoNuSeg and of Kumar's dataset, which is a part of it, as the challenge states them. The
 * images called liver have codes of hospitals that sent lung tissue; the challenge's word is kept. Of seven training
 * images it states no organ.
 */
const monuseg = {
  breast: 'A7-A13E A7-A13F AR-A1AK AR-A1AS E2-A1B5 E2-A14V AC-A2FO AO-A0J2',
  kidney: 'B0-5711 HE-7128 HE-7129 HE-7130 B0-5710 B0-5698 2Z-A9J9 GL-6846 IZ-8196',
  liver: '18-5592 38-6178 49-4488 50-5931 21-5784 21-5786',
  prostate: 'G9-6336 G9-6348 G9-6356 G9-6363 CH-5767 G9-6362 EJ-A46H HC-7209',
  bladder: 'DK-A2I6 G2-A2EK CU-A0YN ZF-A9R5',
  colon: 'AY-A8YK NH-A8F7 A6-6782',
  stomach: 'KB-A93J RD-A8N9',
  lung: '44-2665 69-7764',
  brain: 'FG-A4MU HT-8564',
};

/** Organs of the patients of MoNuSAC, as the challenge states them. */
const monusac = {
  lung:
    '55-1594 69-7760 69-A59K 73-4668 78-7220 86-7713 86-8672 L4-A4E5 MP-A4SY MP-A4T7 49-6743 50-6591 55-7570 55-7573 ' +
    '73-4662 78-7152',
  kidney:
    '5P-A9K0 B9-A44B B9-A8YI DW-7841 EV-5903 F9-A97G G7-A8LD MH-A560 P4-AAVK SX-A7SR UZ-A9PO UZ-A9PU 2Z-A9JG 2Z-A9JN ' +
    'DW-7838 DW-7963 F9-A8NY IZ-A6M9 MH-A55W',
  breast:
    'A2-A0CV A2-A0ES B6-A0WZ BH-A18T D8-A1X5 E2-A154 E9-A22B E9-A22G EW-A6SD S3-AA11 A2-A04X D8-A3Z6 E2-A108 EW-A6SB',
  prostate:
    'EJ-5495 EJ-5505 EJ-5517 G9-6342 G9-6499 J4-A67Q J4-A67T KK-A59X KK-A6E0 KK-A7AW V1-A8WL V1-A9O9 X4-A8KQ YL-A9WY ' +
    'G9-6356 G9-6367 VP-A87E VP-A87H X4-A8KS YL-A9WL',
};

const organs = { monuseg: byPatient(monuseg), monusac: byPatient(monusac) };

/** The organ of an image by the patient in its name; null where the challenge does not state it. */
export function organIn(challenge: keyof typeof organs, stem: string): string | null {
  return organs[challenge].get(donorOf(stem)?.key ?? '') ?? null;
}

function byPatient(lists: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(lists).flatMap(([organ, patients]) =>
      patients.split(' ').map((patient): [string, string] => [`TCGA-${patient}`, organ]),
    ),
  );
}
