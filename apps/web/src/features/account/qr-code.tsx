import qrcode from 'qrcode-generator';
import type { ReactNode } from 'react';

/** Free space around the code that readers need, in modules. */
const MARGIN = 4;

interface QrCodeProps {
  readonly text: string;
  /** What it is, for those who do not see it. */
  readonly label: string;
}

/** A text as a QR code, black on white in every colour scheme, because not every reader takes it the other way round. */
export function QrCode({ text, label }: QrCodeProps): ReactNode {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const count = code.getModuleCount();
  const side = count + 2 * MARGIN;
  const all = Array.from({ length: count * count }, (_, i) => [Math.floor(i / count), i % count] as const);
  const dark = all.filter(([row, column]) => code.isDark(row, column));
  const path = dark.map(([row, column]) => `M${String(column + MARGIN)} ${String(row + MARGIN)}h1v1h-1z`).join('');
  return (
    <svg className="account-qr" viewBox={`0 0 ${String(side)} ${String(side)}`} role="img" aria-label={label}>
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
