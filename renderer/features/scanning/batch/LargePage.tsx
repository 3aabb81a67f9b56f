import { useState } from 'react';
import type { BatchPage } from '../../../../shared/contract/batches.ts';
import { ActionButton } from '../../../app/ActionButton.tsx';
import { useSay } from '../../../app/words.ts';
import { zoomed } from '../../../ui/pictures.ts';
import { PageQuestions } from './PageQuestions.tsx';
import { Sheet } from './Sheet.tsx';
import { sheetAddress } from './sheet-address.ts';
import type { Edits } from './useEdits.ts';

/** Pixels across: enough to read a page by at the side of the window. */
const WIDTH = 1000;
const CLOSE_UP = 2000;

interface LargePageProps {
  batch: string;
  sheet: BatchPage;
  /** From 1. */
  at: number;
  pages: number[];
  books: { key: string; title: string }[];
  edits: Edits;
}

/** The page under the eyes, large; and what is asked about it. */
export function LargePage({ batch, sheet, at, pages, books, edits }: LargePageProps) {
  const say = useSay();
  const [raw, setRaw] = useState(false);
  const [zoom, setZoom] = useState(1);
  const width = zoom > 1.5 ? CLOSE_UP : WIDTH;
  return (
    <section className="large-page" aria-label={say('batch:large')}>
      <div className="large-bar">
        <b>{say('batch:page', { n: at })}</b>
        {pages.length > 1 && (
          <span className="soft">{say('batch:chosen', { n: pages.length })}</span>
        )}
        <span className="push" />
        <ActionButton
          look="quiet"
          action="zoomOut"
          sign="−"
          onRun={() => setZoom((now) => Math.max(1, zoomed(now, -2)))}
        />
        <ActionButton
          look="quiet"
          action="zoomIn"
          sign="+"
          onRun={() => setZoom((now) => zoomed(now, 2))}
        />
        <ActionButton
          look="quiet"
          action="showRaw"
          pressed={raw}
          disabled={sheet.cleaning !== 'done'}
          onRun={() => setRaw((now) => !now)}
        />
      </div>
      <PageQuestions sheet={sheet} pages={pages} books={books} edits={edits} />
      <div className="large-frame" tabIndex={zoom > 1 ? 0 : -1}>
        <Sheet
          address={sheetAddress(batch, sheet, width, raw ? 'raw' : 'clean')}
          label={say('batch:page', { n: at })}
          failedText={say('batch:noPicture')}
          zoom={zoom}
        />
      </div>
    </section>
  );
}
