import { keepPreviousData } from '@tanstack/react-query';
import { useCallback, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { Message } from '../ui/Message.tsx';
import { PageStack } from '../ui/PageStack.tsx';
import { zoomed, zoomToPage, type PageSize } from '../ui/pictures.ts';
import { ActionButton } from './ActionButton.tsx';
import { explain } from './errors.ts';
import { useAsk } from './queries.ts';
import { useAction } from './shortcuts.tsx';
import { useSay } from './words.ts';
import './page-viewer.css';

interface PageViewerProps {
  /** Null: no file, blank sheets alone. */
  sha256: string | null;
  pages: number;
  label: string;
  /** At the right end of the bar above the pages. */
  beside?: ReactNode;
  over?: ((page: number, size: PageSize) => ReactNode) | undefined;
  /** Begins with one whole page in sight instead of its width. */
  whole?: boolean;
  /** Sheets behind the last page that are still to be added. */
  blank?: number;
}

const a4 = { width: 210, height: 297 };

/** A document: its pages as pictures, with keys that work while one types beside it. */
export function PageViewer(props: PageViewerProps) {
  const { sha256, pages, label, beside, over, whole = false, blank = 0 } = props;
  const say = useSay();
  const frame = useRef<HTMLDivElement>(null);
  const room = useRef<PageSize>(a4);
  const [zoom, setZoom] = useState(1);
  const [turn, setTurn] = useState(0);
  // After a stamp has moved the pages stay where they are while the new ones are measured.
  const sizes = useAsk(
    'pages.sizes',
    { sha256: sha256 ?? '' },
    { enabled: sha256 !== null, placeholderData: keepPreviousData },
  );
  const known = sha256 === null ? undefined : sizes.data;
  const there = known ?? Array.from({ length: Math.min(pages, 1) }, () => a4);
  const shown = [...there, ...Array.from({ length: blank }, () => there.at(-1) ?? a4)];
  const first = shown[0] ?? a4;
  const keepRoom = useCallback((inside: PageSize) => {
    room.current = inside;
  }, []);
  useLayoutEffect(() => {
    if (whole) setZoom(zoomToPage({ width: first.width, height: first.height }, room.current));
  }, [whole, first.width, first.height]);

  function fit() {
    const page = zoomToPage(first, room.current);
    setZoom((now) => (now === 1 && page < 1 ? page : 1));
  }

  function step(by: 1 | -1) {
    const element = frame.current;
    if (!element) return;
    // One long page is read in parts; else the next page comes to the top.
    element.scrollBy({ top: by * element.clientHeight * 0.9 });
  }
  useAction('nextPage', () => step(1));
  useAction('previousPage', () => step(-1));

  return (
    <section className="page-viewer" aria-label={label}>
      <div className="page-bar">
        <span className="soft">{say('pages:count', { n: pages })}</span>
        <ActionButton
          look="quiet"
          action="zoomOut"
          sign="−"
          onRun={() => setZoom((now) => zoomed(now, -1))}
        />
        <ActionButton
          look="quiet"
          action="zoomIn"
          sign="+"
          onRun={() => setZoom((now) => zoomed(now, 1))}
        />
        <ActionButton look="quiet" action="fit" onRun={fit} />
        <ActionButton look="quiet" action="turn" onRun={() => setTurn((now) => (now + 1) % 4)} />
        <span className="page-bar-beside">{beside}</span>
      </div>
      {sizes.error ? (
        <div className="page-refused">
          <Message look="alarm">{explain(say, sizes.error)}</Message>
        </div>
      ) : (
        <PageStack
          frame={frame}
          sha256={sha256 ?? ''}
          sizes={shown}
          blank={blank}
          zoom={zoom}
          turn={turn}
          label={say('pages:region')}
          pageLabel={(page) => say('pages:page', { page, pages: pages + blank })}
          failedText={say('pages:failed')}
          onRoom={keepRoom}
          over={over}
        />
      )}
    </section>
  );
}
