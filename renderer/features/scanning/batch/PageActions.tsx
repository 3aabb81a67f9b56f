import type { BatchView } from '../../../../shared/contract/batches.ts';
import { ActionButton } from '../../../app/ActionButton.tsx';
import type { Action } from '../../../app/keys.ts';
import { useAction } from '../../../app/shortcuts.tsx';
import { useSay } from '../../../app/words.ts';
import { besides, joinedAt, placeBeside } from './cells.ts';
import type { Chosen } from './useChosen.ts';
import type { Edits } from './useEdits.ts';

interface PageActionsProps {
  view: BatchView;
  chosen: Chosen;
  edits: Edits;
  /** While paper goes through nothing else can. */
  feeding: boolean;
  onRescan: (page: number) => void;
  onInsertScan: (after: number) => void;
  onInsertFiles: (after: number) => void;
}

/** What can be done to the chosen pages, each with its key. */
export function PageActions(props: PageActionsProps) {
  const { view, chosen, edits, feeding } = props;
  const say = useSay();
  const { sheets } = view;
  const { cursor } = chosen;
  const marked = new Set(chosen.pages);
  const free = sheets.filter(({ page, made }) => marked.has(page) && !made);
  const numbers = (some: typeof free) => some.map(({ page }) => page);
  const here = numbers(free.filter(({ deleted }) => !deleted));
  const gone = numbers(free.filter(({ deleted }) => deleted));
  const back = placeBeside(sheets, numbers(free), -1);
  const on = placeBeside(sheets, numbers(free), 1);
  const join = cursor ? joinedAt(view, cursor) : null;
  const inside =
    cursor?.document != null && view.parts[cursor.document]?.pages[0] !== cursor.page
      ? cursor
      : null;
  const one = cursor && !cursor.made ? cursor.page : null;

  // Fingers are faster than answers: what there is to take back is known by the core.
  useAction('undo', edits.undo);
  useAction('redo', edits.redo);

  const button = (action: Action, run: (() => void) | null, label?: string) => (
    <ActionButton
      action={action}
      look="quiet"
      disabled={run === null}
      onRun={run ?? (() => undefined)}
      {...(label !== undefined && { label })}
    />
  );
  const turn = (by: 90 | 270) =>
    here.length > 0 ? () => edits.edit({ kind: 'turn', pages: here, by }) : null;
  const move = (before: number | null | undefined) =>
    before === undefined || free.length === 0
      ? null
      : () => edits.edit({ kind: 'move', pages: numbers(free), before });

  function remove() {
    chosen.put(besides(sheets, here) ?? cursor?.page ?? null);
    edits.edit({ kind: 'delete', pages: here });
  }

  return (
    <footer className="page-actions" aria-label={say('batch:actions')} role="group">
      <div>
        {button('turnLeft', turn(270))}
        {button('turnRight', turn(90))}
        {button('deletePages', here.length > 0 ? remove : null)}
        {button(
          'restorePages',
          gone.length > 0 ? () => edits.edit({ kind: 'restore', pages: gone }) : null,
        )}
        {button('moveBack', move(back))}
        {button('moveOn', move(on))}
        {button(
          'split',
          inside && (() => edits.edit({ kind: 'boundary', page: inside.page, boundary: 'split' })),
        )}
        {button(
          'merge',
          join === null
            ? null
            : () => edits.edit({ kind: 'boundary', page: join, boundary: 'join' }),
        )}
      </div>
      <div>
        {button('rescan', one && !feeding ? () => props.onRescan(one) : null)}
        {button('insertScan', one && !feeding ? () => props.onInsertScan(one) : null)}
        {button('insertFiles', one && !feeding ? () => props.onInsertFiles(one) : null)}
        <span className="push" />
        {button(
          'undo',
          view.undo && edits.undo,
          view.undo ? say('batch:undo', { what: say(`batch:step-${view.undo}`) }) : undefined,
        )}
        {button(
          'redo',
          view.redo && edits.redo,
          view.redo ? say('batch:redo', { what: say(`batch:step-${view.redo}`) }) : undefined,
        )}
      </div>
    </footer>
  );
}
