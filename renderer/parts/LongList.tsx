import {
  type KeyboardEvent,
  memo,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import {
  between,
  type Layout,
  type ListGroup,
  layOut,
  rowAfterKey,
  type Stretch,
  topOf,
  withRow,
} from './long-list-layout.ts';
import './long-list.css';

/** Where the reader is in a list. Kept by the caller, so that coming back finds the same place. */
export interface ReadingPlace {
  top: number;
  /** The row that Tab leads to. */
  active: number;
  /** Whether the reader left from that row, and so comes back to it. */
  focused: boolean;
}

interface LongListProps {
  readonly id: string;
  /** The accessible name of the region. */
  readonly label: string;
  readonly groups: readonly ListGroup[];
  readonly heading: (key: string) => string;
  /**
   * One row. It must hold one link or button with this `tabIndex`, there even before the row's
   * content is, so that it can have the focus.
   */
  readonly row: (index: number, tabIndex: 0 | -1) => ReactNode;
  /** Another object is another list: it is shown from there. */
  readonly place: ReadingPlace;
  /** Which rows are on screen or near it, `to` exclusive. Called after every change. */
  readonly onShow: (from: number, to: number) => void;
}

/** As in long-list.css. */
const ROW = 58;
const HEAD = 40;
/** Drawn beyond the edges, so that a quick scroll meets rows and not paper. */
const BEYOND = 8 * ROW;

/**
 * A list of any length under headings that stay in sight, with only the rows near the window in the
 * document. Rows have one height, so where each stands is arithmetic and nothing is ever measured.
 */
export function LongList({ id, label, groups, heading, row, place, onShow }: LongListProps) {
  const scroller = useRef<HTMLElement>(null);
  const layout = useMemo(() => layOut(groups, ROW, HEAD), [groups]);
  // In whole rows: scrolling within one changes nothing.
  const [view, setView] = useState({ top: place.top - (place.top % ROW), height: innerHeight });
  const [active, setActive] = useState(place.active);
  const focusing = useRef(false);
  const [shown, setShown] = useState(place);
  if (shown !== place) {
    setShown(place);
    setActive(place.active);
  }
  const [isDrawn, setIsDrawn] = useState(false);
  const beyond = isDrawn ? BEYOND : 0;
  const current = Math.min(active, layout.rows - 1);
  const stretches = between(layout, view.top - beyond, view.top + view.height + ROW + beyond);

  useEffect(() => {
    // What is on the screen comes first.
    const idle = requestIdleCallback(() => setIsDrawn(true), { timeout: 200 });
    return () => cancelIdleCallback(idle);
  }, []);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    // At the top it is already, and asking would have the page laid out once more before it is drawn.
    if (place.top > 0) element.scrollTop = place.top;
    // Unless the writer has gone on to something else meanwhile.
    if (place.focused && document.activeElement?.contains(element)) {
      focusOf(element, place.active)?.focus({ preventScroll: true });
    }
    const look = () => {
      place.top = element.scrollTop;
      const top = element.scrollTop - (element.scrollTop % ROW);
      const height = element.clientHeight;
      setView((old) => (old.top === top && old.height === height ? old : { top, height }));
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [place]);

  useLayoutEffect(() => {
    const [first, last] = [stretches.at(0), stretches.at(-1)];
    if (first && last) onShow(first.from, last.to);
  });

  useLayoutEffect(() => {
    place.active = current;
    if (!focusing.current) return;
    focusing.current = false;
    focusOf(scroller.current, current)?.focus({ preventScroll: true });
  }, [place, current]);

  function move(event: KeyboardEvent<HTMLElement>) {
    const element = scroller.current;
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = rowAfterKey(layout, event.key, current, view.height);
    if (element === null || next === null) return;
    event.preventDefault();
    reveal(element, layout, next);
    focusing.current = true;
    setActive(next);
    if (next === current) focusOf(element, next)?.focus({ preventScroll: true });
  }

  return (
    <section
      ref={scroller}
      id={id}
      className="long-list"
      aria-label={label}
      onKeyDown={move}
      onFocus={(event) => {
        const focused = Number(event.target.closest('li')?.dataset.row ?? Number.NaN);
        if (Number.isNaN(focused)) return;
        place.focused = true;
        setActive(focused);
      }}
      onBlur={(event) => {
        // Without another element the focus went with the screen, not away from the row.
        if (event.relatedTarget !== null) place.focused = false;
      }}
    >
      <div className="long-list-sheet" style={{ blockSize: layout.height }}>
        {withRow(layout, stretches, current).map((stretch) => (
          <ListSection
            key={stretch.section.key}
            id={`${id}-${stretch.section.key}`}
            stretch={stretch}
            active={current}
            heading={heading}
            row={row}
          />
        ))}
      </div>
    </section>
  );
}

interface ListSectionProps extends Pick<LongListProps, 'heading' | 'row'> {
  readonly id: string;
  readonly stretch: Stretch;
  readonly active: number;
}

function ListSection({ id, stretch, active, heading, row }: ListSectionProps) {
  const { section, from, to } = stretch;
  const indexes = Array.from({ length: to - from }, (_, offset) => from + offset);
  const inSection = active >= section.first && active < section.first + section.count;
  // The row that has the focus stays, or scrolling away would lose it.
  if (inSection && (active < from || active >= to)) indexes.push(active);
  return (
    <div className="long-list-section" style={{ top: section.top, blockSize: section.height }}>
      <h2 id={id}>{heading(section.key)}</h2>
      <ul aria-labelledby={id}>
        {indexes.map((index) => (
          <li
            key={index}
            data-row={index}
            aria-posinset={index - section.first + 1}
            aria-setsize={section.count}
            style={{ top: HEAD + (index - section.first) * ROW }}
          >
            <Row index={index} tabIndex={index === active ? 0 : -1} row={row} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface RowProps extends Pick<LongListProps, 'row'> {
  readonly index: number;
  readonly tabIndex: 0 | -1;
}

const Row = memo(({ index, tabIndex, row }: RowProps) => row(index, tabIndex));

/** Scrolls no further than is needed to see the row whole, below the heading that stays. */
function reveal(scroller: HTMLElement, layout: Layout, row: number) {
  const top = topOf(layout, row);
  const { scrollTop, clientHeight } = scroller;
  if (top - HEAD < scrollTop) scroller.scrollTop = top - HEAD;
  else if (top + ROW > scrollTop + clientHeight) scroller.scrollTop = top + ROW - clientHeight;
}

function focusOf(scroller: HTMLElement | null, row: number): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`[data-row="${row}"] [tabindex]`) ?? null;
}
