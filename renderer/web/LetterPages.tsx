import { useRef, useState } from 'react';
import type { PreparedDocument } from '../../shared/contract/letters.ts';
import { useAsk } from '../app/queries.ts';
import { useSay } from '../app/words.ts';
import { Button } from '../ui/Button.tsx';
import { PageStack } from '../ui/PageStack.tsx';

/** Pixels of a picture for each shown: it reads well, and weighs a third of what the screen could show. */
const DENSITY = 1.8;
const A4 = { width: 210, height: 297 };
const ZOOMS = [1, 1.7, 2.6];

/** A document's pages: the first at once, the others when they are wanted. */
export function LetterPages({ document, label }: { document: PreparedDocument; label: string }) {
  const say = useSay();
  const frame = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(0);
  const [all, setAll] = useState(false);
  const { sha256, pages } = document;
  // A4 until it is known: most are, and the first picture must not wait.
  const [asks, setAsks] = useState(false);
  const sizes = useAsk('pages.sizes', { sha256 }, { enabled: asks });
  const shown = all ? pages : 1;
  const stack = sizes.data ?? Array.from({ length: pages }, () => A4);
  return (
    <section
      className={zoom === 0 ? 'letter-pages' : 'letter-pages zoomed'}
      aria-label={say('pages:region')}
      onLoadCapture={() => setAsks(true)}
    >
      <PageStack
        frame={frame}
        sha256={sha256}
        sizes={stack.slice(0, shown)}
        zoom={ZOOMS[zoom]!}
        turn={0}
        density={DENSITY}
        label={label}
        pageLabel={(page) => say('pages:page', { page, pages })}
        failedText={say('pages:failed')}
      />
      <div className="letter-pages-bar">
        <span className="soft">{say('pages:count', { n: pages })}</span>
        {pages > 1 && !all && <Button onClick={() => setAll(true)}>{say('web:allPages')}</Button>}
        <Button aria-pressed={zoom > 0} onClick={() => setZoom((now) => (now + 1) % ZOOMS.length)}>
          {zoom === ZOOMS.length - 1 ? say('web:fit') : say('web:larger')}
        </Button>
      </div>
    </section>
  );
}
