/** The corners of a region, x and y in turn. */
export type Corners = readonly (readonly [x: number, y: number])[];

/** The corners of a rectangle, from its left and top sides to its right and lower ones. */
export function box(...[left, top, right, bottom]: readonly [number, number, number, number]): Corners {
  return [
    [left, top],
    [right, top],
    [right, bottom],
    [left, bottom],
  ];
}

/** A layer of an ImageScope file as the challenges write it: without a name, but with one attribute that has one. */
export function layer(attribute: string, regions: readonly Corners[]): string {
  const header =
    '<RegionAttributeHeaders><AttributeHeader Id="9999" Name="Region" ColumnWidth="-1"/></RegionAttributeHeaders>';
  return (
    '<Annotation Id="1" Name="" ReadOnly="0" NameReadOnly="0" LineColorReadOnly="0" Incremental="0" Type="4" LineColor="65280" ' +
    `Visible="1" Selected="1" MarkupImagePath="" MacroName=""><Attributes><Attribute Name="${attribute}" Id="0" Value=""/>` +
    `</Attributes><Regions>${header}${regions.map(region).join('')}</Regions><Plots/></Annotation>`
  );
}

function region(corners: Corners, i: number): string {
  const vertices = corners.map(([x, y]) => `<Vertex X="${x}" Y="${y}" Z="0"/>`).join('');
  return (
    `<Region Id="${i + 1}" Type="0" Zoom="1" Selected="0" ImageLocation="" ImageFocus="0" Length="80" Area="400" ` +
    `LengthMicrons="20" AreaMicrons="25" Text="" NegativeROA="0" InputRegionId="0" Analyze="1" DisplayId="${i + 1}">` +
    `<Attributes/><Vertices>${vertices}</Vertices></Region>`
  );
}

/** An ImageScope file. */
export function imageScope(layers: readonly string[], micronsPerPixel = '0.252000'): string {
  return `<Annotations MicronsPerPixel="${micronsPerPixel}">${layers.join('\n')}</Annotations>\n`;
}
