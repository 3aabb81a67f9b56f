import { memo, type DragEvent, type MouseEvent } from 'react';
import type { BatchDocument, BatchPage } from '../../../../shared/contract/batches.ts';
import { useSay, type Say } from '../../../app/words.ts';
import { asksBlank, type Cell } from './cells.ts';
import { sheetAddress, thumbnailWidth } from './sheet-address.ts';
import { Sheet } from './Sheet.tsx';

const PAGES = 'application/x-lontar-pages';

/** What can be done to a page with the mouse; the same for as long as the grid is there. */
export interface CellHands {
  point: (event: MouseEvent, page: number) => void;
  dragStart: (page: number) => void;
  dragOver: (page: number) => void;
  dragEnd: () => void;
  drop: (page: number) => void;
}

interface PageCellProps extends Cell {
  batch: string;
  part: BatchDocument | null;
  /** From 0. */
  at: number;
  count: number;
  chosen: boolean;
  cursor: boolean;
  /** What is dragged would come before it. */
  dropped: boolean;
  hands: CellHands;
}

/** One page of a batch, small, under the band of its document. Drawn anew only when it has changed. */
export const PageCell = memo(function PageCell(props: PageCellProps) {
  const { batch, part, at, count, chosen, cursor, dropped, hands } = props;
  const say = useSay();
  const { sheet, document, begins, ends } = props;
  const flags = flagsOf(say, sheet);
  const names = [
    'page-cell',
    chosen && 'chosen',
    cursor && 'cursor',
    sheet.deleted && 'deleted',
    dropped && 'dropped',
    document !== null && (document % 2 === 0 ? 'even' : 'odd'),
    begins && 'begins',
    ends && 'ends',
  ];
  function drag(event: DragEvent) {
    event.dataTransfer.setData(PAGES, String(sheet.page));
    event.dataTransfer.effectAllowed = 'move';
    hands.dragStart(sheet.page);
  }
  function over(event: DragEvent) {
    if (!event.dataTransfer.types.includes(PAGES)) return;
    event.preventDefault();
    if (!dropped) hands.dragOver(sheet.page);
  }
  function drop(event: DragEvent) {
    if (!event.dataTransfer.types.includes(PAGES)) return;
    event.preventDefault();
    hands.drop(sheet.page);
  }
  return (
    <div
      id={`sheet-${sheet.page}`}
      className={names.filter(Boolean).join(' ')}
      role="option"
      aria-selected={chosen}
      aria-setsize={count}
      aria-posinset={at + 1}
      draggable={!sheet.made}
      onMouseDown={(event) => hands.point(event, sheet.page)}
      onDragStart={drag}
      onDragOver={over}
      onDragEnd={hands.dragEnd}
      onDrop={drop}
    >
      <div className="page-band">
        {document !== null && (
          <b className={begins ? '' : 'only-read'}>{say('batch:document', { n: document + 1 })}</b>
        )}
        {begins && <span>{part?.book ?? ''}</span>}
      </div>
      <div className="page-thumb">
        <Sheet
          address={sheetAddress(batch, sheet, thumbnailWidth(devicePixelRatio))}
          failedText={say('batch:noPicture')}
        />
      </div>
      <div className="page-foot">
        <span aria-hidden="true">{at + 1}</span>
        <span className="only-read">{say('batch:page', { n: at + 1 })}</span>
        {flags.map(({ text, look }) => (
          <em key={text} className={look}>
            {text}
          </em>
        ))}
        {sheet.cleaning === 'waiting' && flags.length === 0 && (
          <em className="quiet">{say('batch:cleaning')}</em>
        )}
      </div>
    </div>
  );
});

interface Flag {
  text: string;
  look: 'leaf' | 'alarm' | 'quiet';
}

/** What is to be known of a page at a glance. */
function flagsOf(say: Say, sheet: BatchPage): Flag[] {
  if (sheet.deleted) return [{ text: say('batch:deleted'), look: 'quiet' }];
  if (sheet.made) return [{ text: say('batch:made'), look: 'quiet' }];
  if (sheet.isSeparator) {
    const text = sheet.book
      ? say('batch:separatorFor', { book: sheet.book })
      : say('batch:separator');
    return [{ text, look: 'quiet' }];
  }
  const flags: (Flag | false)[] = [
    sheet.asks && { text: say('batch:asks'), look: 'alarm' },
    sheet.repeats !== null && { text: say('batch:repeated'), look: 'alarm' },
    sheet.cleaning === 'failed' && { text: say('batch:uncleaned'), look: 'alarm' },
    asksBlank(sheet) && { text: say('batch:blankAsks'), look: 'leaf' },
    sheet.blank && !asksBlank(sheet) && { text: say('batch:blank'), look: 'quiet' },
  ];
  return flags.filter((flag) => flag !== false);
}
