import { useLayoutEffect, useState, type ReactNode, type RefObject } from 'react';
import { pictureAddress, pictureWidth, shownSize, type PageSize } from './pictures.ts';
import './pages.css';

interface PageStackProps {
  frame: RefObject<HTMLDivElement | null>;
  sha256: string;
  sizes: readonly PageSize[];
  /** How many of the last pages are blank sheets that no file has yet. */
  blank?: number;
  zoom: number;
  /** Quarter turns to the right, for looking only. */
  turn: number;
  label: string;
  pageLabel: (page: number) => string;
  failedText: string;
  onRoom?: (room: PageSize) => void;
  /** Pixels of a picture for each shown; as many as the screen has unless told otherwise. */
  density?: number;
  /** Lies over a page; measures itself in parts of the page's size. */
  over?: ((page: number, size: PageSize) => ReactNode) | undefined;
}

/** All pages of a document, one below the other. Pictures come when they are near. */
export function PageStack(props: PageStackProps) {
  const { frame, sha256, sizes, zoom, turn, label, pageLabel, failedText, onRoom, over } = props;
  const { density = devicePixelRatio, blank = 0 } = props;
  const [room, setRoom] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current!;
    const measure = () => {
      const padding = Number.parseFloat(getComputedStyle(element).paddingLeft) * 2;
      const width = element.clientWidth - padding;
      setRoom(width);
      onRoom?.({ width, height: element.clientHeight - padding });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, onRoom]);
  const widest = Math.max(...sizes.map(({ width }) => width), 1);
  return (
    <div
      ref={frame}
      className="page-stack"
      role="region"
      aria-label={label}
      // It scrolls, so it takes the focus.
      tabIndex={0}
    >
      {room > 0 &&
        sizes.map((size, index) => (
          <Page
            key={index}
            address={
              index < sizes.length - blank
                ? (width) => pictureAddress(sha256, index + 1, width)
                : null
            }
            shown={shownSize(size, widest, room, zoom, turn)}
            turn={turn}
            density={density}
            label={pageLabel(index + 1)}
            failedText={failedText}
          >
            {turn === 0 && over?.(index + 1, size)}
          </Page>
        ))}
    </div>
  );
}

interface PageProps {
  /** Null: a blank sheet. */
  address: ((width: number) => string) | null;
  shown: ReturnType<typeof shownSize>;
  turn: number;
  density: number;
  label: string;
  failedText: string;
  children: ReactNode;
}

function Page({ address, shown, turn, density, label, failedText, children }: PageProps) {
  const [failed, setFailed] = useState<string | null>('');
  const source = address?.(pictureWidth(shown.upright, density)) ?? null;
  const height = turn % 2 === 0 ? shown.height : shown.width;
  return (
    <div className="page" data-page style={{ width: shown.width, height: shown.height }}>
      {source === null ? null : failed === source ? (
        <div className="page-failed">{failedText}</div>
      ) : (
        <img
          src={source}
          alt={label}
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setFailed(source)}
          style={{ width: shown.upright, height, rotate: `${turn * 90}deg` }}
        />
      )}
      {children}
    </div>
  );
}
