/** A figure of the page as a file: with the colours of a light page, on white, and with lines of text below. */
export function fileSvg(svg: SVGSVGElement, lines: readonly string[]): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [width, height] = [Number(copy.getAttribute('width')), Number(copy.getAttribute('height'))];
  const whole = height + lines.length * LINE + 8;
  copy.setAttribute('height', String(whole));
  copy.setAttribute('viewBox', `0 0 ${String(width)} ${String(whole)}`);
  const ground = element('rect', { width, height: whole, fill: '#ffffff' });
  copy.prepend(ground);
  lines.forEach((line, k) => {
    const text = element('text', { x: 8, y: height + (k + 1) * LINE - 4, 'font-size': 11, fill: '#55606a' });
    text.textContent = line;
    copy.append(text);
  });
  return new XMLSerializer().serializeToString(copy).replaceAll(/var\(--[a-z-]+, (#[0-9a-f]{6})\)/g, '$1');
}

const LINE = 16;

function element(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/** The same as a picture, twice as large as on the page. */
export async function filePng(svg: string): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const [width, height] = [picture.naturalWidth * 2, picture.naturalHeight * 2];
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.drawImage(picture, 0, 0, width, height);
    return await canvas.convertToBlob({ type: 'image/png' });
  } finally {
    URL.revokeObjectURL(address);
  }
}
