/** Where everything stands in a list of groups, each a heading and rows of one height. Pure. */

export interface ListGroup {
  readonly key: string;
  readonly count: number;
}

export interface Section extends ListGroup {
  /** The place of its first row in the whole list. */
  readonly first: number;
  readonly top: number;
  readonly height: number;
}

export interface Layout {
  readonly sections: readonly Section[];
  readonly rows: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly headHeight: number;
}

/** A stretch of one section, `to` exclusive, counted in the whole list. */
export interface Stretch {
  readonly section: Section;
  readonly from: number;
  readonly to: number;
}

export function layOut(
  groups: readonly ListGroup[],
  rowHeight: number,
  headHeight: number,
): Layout {
  const sections: Section[] = [];
  let first = 0;
  let top = 0;
  for (const group of groups) {
    const height = headHeight + group.count * rowHeight;
    sections.push({ ...group, first, top, height });
    first += group.count;
    top += height;
  }
  return { sections, rows: first, height: top, rowHeight, headHeight };
}

/** What stands between two heights. */
export function between(layout: Layout, top: number, bottom: number): Stretch[] {
  const { rowHeight, headHeight } = layout;
  const touched = layout.sections.filter(
    (section) => section.top < bottom && section.top + section.height > top,
  );
  return touched.map((section) => {
    const rowsTop = section.top + headHeight;
    const clamp = (row: number) => Math.min(Math.max(row, 0), section.count);
    return {
      section,
      from: section.first + clamp(Math.floor((top - rowsTop) / rowHeight)),
      to: section.first + clamp(Math.ceil((bottom - rowsTop) / rowHeight)),
    };
  });
}

export function sectionOf(layout: Layout, row: number): Section | undefined {
  return layout.sections.find(({ first, count }) => row >= first && row < first + count);
}

/** The height a row begins at. */
export function topOf(layout: Layout, row: number): number {
  const section = sectionOf(layout, row);
  if (section === undefined) return 0;
  return section.top + layout.headHeight + (row - section.first) * layout.rowHeight;
}

/** The stretches, and with them the row's section when it is not among them. */
export function withRow(
  layout: Layout,
  stretches: readonly Stretch[],
  row: number,
): readonly Stretch[] {
  const section = sectionOf(layout, row);
  if (section === undefined || stretches.some((stretch) => stretch.section === section)) {
    return stretches;
  }
  return [...stretches, { section, from: row, to: row }];
}

/** The row a key leads to from another; null when the key leads nowhere. */
export function rowAfterKey(
  { rows, rowHeight }: Layout,
  key: string,
  row: number,
  viewHeight: number,
): number | null {
  const page = Math.max(1, Math.floor(viewHeight / rowHeight) - 1);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: -rows,
    End: rows,
  };
  const step = steps[key];
  if (step === undefined || rows === 0) return null;
  return Math.min(Math.max(row + step, 0), rows - 1);
}
