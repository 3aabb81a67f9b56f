import { useEffect, useRef, useState } from 'react';
import type { ReadingProgress } from '../../../shared/contract/sheet-reading.ts';
import type { Office } from '../../../shared/domain/office/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { ask } from '../../app/api.ts';
import { explain, isCancelled } from '../../app/errors.ts';
import { notify } from '../../app/notices.ts';
import { PageViewer } from '../../app/PageViewer.tsx';
import { useAsk } from '../../app/queries.ts';
import { useSay } from '../../app/words.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Message.tsx';
import { ConfirmSheet } from './ConfirmSheet.tsx';
import { addToPile, finish, pile } from './sheets-state.ts';
import './dispositions.css';
import './sheets.css';

/** A pile of sheets that leaders have filled in by hand, read and confirmed one after the other. */
export function Sheets({ office }: { office: Office }) {
  const say = useSay();
  const { sheets, refused, at, done } = pile.use();
  const drafts = useAsk('scanning.drafts', {});
  const [reading, setReading] = useState<number | null>(null);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  async function read(input: { files?: string[]; documents?: string[] }) {
    const control = new AbortController();
    running.current = control;
    setReading(0);
    try {
      const { signal } = control;
      const onProgress = (value: unknown) => setReading((value as ReadingProgress).done);
      addToPile(await ask('dispositions.readSheets', input, { signal, onProgress }));
    } catch (error) {
      if (!isCancelled(error)) notify({ text: explain(say, error as Error), look: 'alarm' });
    } finally {
      setReading(null);
    }
  }

  async function choose() {
    const files = await ask('window.chooseFiles', { kinds: ['letters'] });
    if (files.length > 0) await read({ files });
  }

  const sheet = sheets[at];
  return (
    <div className="sheets">
      <aside className="sheets-list" aria-label={say('sheets:pile')}>
        <div className="sheets-take">
          <ActionButton
            action="chooseSheets"
            disabled={reading !== null}
            onRun={() => void choose()}
          />
          {drafts.data?.map(({ sha256, name, pages }) => (
            <Button
              key={sha256}
              look="quiet"
              disabled={reading !== null}
              onClick={() => void read({ documents: [sha256] })}
            >
              {say('sheets:readDraft', { name, pages })}
            </Button>
          ))}
          {reading !== null && (
            <span className="soft" role="status">
              {say('sheets:reading', { n: reading })}
            </span>
          )}
        </div>
        <ol>
          {sheets.map((one, index) => (
            <li key={index}>
              <button
                type="button"
                className="sheets-item"
                aria-current={index === at ? 'true' : undefined}
                onClick={() => pile.set({ at: index })}
              >
                <span>{one.agenda}</span>
                <span className="soft">
                  {done.has(index)
                    ? say('sheets:done')
                    : one.state === 'ready'
                      ? one.unsure.length > 0 && say('sheets:asks', { n: one.unsure.length })
                      : say(`sheets:${one.state}Short`)}
                </span>
              </button>
            </li>
          ))}
        </ol>
        {refused.length > 0 && (
          <ul className="sheets-refused" aria-label={say('sheets:refused')}>
            {refused.map(({ file, page, error }, index) => (
              <li key={index}>
                {say('sheets:refusedPage', {
                  file: file.split(/[\\/]/).at(-1) ?? file,
                  page,
                  why: explain(say, error),
                })}
              </li>
            ))}
          </ul>
        )}
      </aside>
      {sheet && !done.has(at) ? (
        <>
          <PageViewer
            key={sheet.paper.document.sha256}
            sha256={sheet.paper.document.sha256}
            pages={sheet.paper.document.pages}
            label={say('sheets:page')}
            whole
          />
          <ConfirmSheet
            key={at}
            sheet={sheet}
            office={office}
            onAside={() => finish(at)}
            onGiven={() => {
              notify({ text: say('sheets:given', { agenda: sheet.agenda }), look: 'done' });
              finish(at);
            }}
          />
        </>
      ) : (
        <div className="sheets-empty">
          <Empty
            title={say(sheets.length > 0 ? 'sheets:allDone' : 'sheets:emptyTitle')}
            text={say('sheets:emptyText')}
          />
        </div>
      )}
    </div>
  );
}
