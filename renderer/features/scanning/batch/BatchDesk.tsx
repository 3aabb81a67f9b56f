import { useState } from 'react';
import type { BatchView, MadeBatchDocument } from '../../../../shared/contract/batches.ts';
import { ask } from '../../../app/api.ts';
import { codeOf, dataOf, explain, isCancelled } from '../../../app/errors.ts';
import { notify } from '../../../app/notices.ts';
import { keyOf, queries, useAsk } from '../../../app/queries.ts';
import { useAction } from '../../../app/shortcuts.tsx';
import { useSay } from '../../../app/words.ts';
import { Empty, Message } from '../../../ui/Message.tsx';
import { CertificateDialog, isCertificateChange } from '../CertificateDialog.tsx';
import { BatchSettings } from '../profiles/BatchSettings.tsx';
import { BatchBar } from './BatchBar.tsx';
import { BatchNotes } from './BatchNotes.tsx';
import { addFiles, close, resume, scanInto, useFeed } from './feeding.ts';
import { FinishDialog } from './FinishDialog.tsx';
import { LargePage } from './LargePage.tsx';
import { PageActions } from './PageActions.tsx';
import { PageGrid } from './PageGrid.tsx';
import { useChosen } from './useChosen.ts';
import { useEdits } from './useEdits.ts';
import './batch.css';

interface BatchDeskProps {
  batch: string;
  books: { key: string; title: string }[];
  onLeave: () => void;
  /** The batch is closed; its letters, in order, wait to be registered. */
  onFinished: (documents: MadeBatchDocument[]) => void;
}

/** A batch of pages: what comes, what is changed by hand, and the letters that it makes. */
export function BatchDesk(props: BatchDeskProps) {
  const say = useSay();
  const { batch, onLeave } = props;
  const view = useAsk('batches.get', { batch });
  useAction('back', view.data ? null : onLeave);
  if (view.error) {
    if (codeOf(view.error) === 'batch.closed') {
      return <Empty title={say('batch:closedTitle')} text={say('batch:closedText')} />;
    }
    return <Message look="alarm">{explain(say, view.error)}</Message>;
  }
  return view.data ? <OpenBatch {...props} view={view.data} /> : null;
}

function OpenBatch({ view, books, onLeave, onFinished }: BatchDeskProps & { view: BatchView }) {
  const say = useSay();
  const { batch, sheets } = view;
  const feed = useFeed(batch);
  const feeding = feed !== null || view.busy !== null;
  const edits = useEdits(batch);
  const chosen = useChosen(sheets);
  // The certificate that was refused: it is asked about once.
  const [refused, setRefused] = useState('');
  const offered = String(view.stopped?.data['fingerprint'] ?? '');
  const asksTrust = !feeding && isCertificateChange(view.stopped) && offered !== refused;
  const [asking, setAsking] = useState<'finish' | 'settings' | null>(null);

  /** Shows what came; whatever stopped it is in the batch itself. */
  async function follow(work: Promise<{ came: number[] }>, show: 'first' | 'last' = 'last') {
    try {
      const { came } = await work;
      await queries.invalidateQueries({ queryKey: keyOf('batches.get', { batch }) });
      const page = show === 'first' ? came[0] : undefined;
      if (page !== undefined) chosen.put(page);
    } catch (error) {
      if (!isCancelled(error)) notify({ text: explain(say, error), look: 'alarm' });
    }
  }

  function goOn(anyway: boolean) {
    void follow(view.next === 'resume' ? resume({ batch, anyway }) : scanInto({ batch, anyway }));
  }

  async function insertFiles(after: number) {
    const files = await ask('window.chooseFiles', { kinds: ['pictures'] });
    if (files.length === 0) return;
    await follow(addFiles({ batch, files, target: { to: 'after', page: after } }), 'first');
  }

  async function finish() {
    setAsking(null);
    try {
      const { documents } = await close(batch);
      onFinished(documents);
    } catch (error) {
      const [first] = (dataOf(error)['pages'] as number[] | undefined) ?? [];
      if (codeOf(error) === 'batch.asks' && first !== undefined) chosen.put(first);
      if (!isCancelled(error)) notify({ text: explain(say, error), look: 'alarm' });
    }
  }

  const at = sheets.findIndex(({ page }) => page === chosen.cursor?.page);
  return (
    <div className="batch-desk">
      <BatchBar
        view={view}
        feed={feed}
        onScan={() => goOn(false)}
        onSettings={() => setAsking('settings')}
        onDiscard={edits.discard}
        onFinish={() => (view.warnings.length > 0 ? setAsking('finish') : void finish())}
        onLeave={onLeave}
      />
      <div className="batch-notes">
        <BatchNotes
          view={view}
          feeding={feeding}
          chosen={chosen}
          onGoOn={() => goOn(false)}
          onAnyway={() => goOn(true)}
          onRestore={edits.restore}
          onRemove={() => void finish()}
        />
      </div>
      {sheets.length === 0 ? (
        <Empty
          title={say(feeding ? 'batch:comingTitle' : 'batch:emptyTitle')}
          text={say(feeding ? 'batch:comingText' : 'batch:emptyText')}
        />
      ) : (
        <div className="batch-pages">
          <PageGrid
            view={view}
            chosen={chosen}
            onMove={(pages, before) => edits.edit({ kind: 'move', pages, before })}
          />
          {chosen.cursor && (
            <LargePage
              batch={batch}
              sheet={chosen.cursor}
              at={at + 1}
              pages={chosen.pages}
              books={books}
              edits={edits}
            />
          )}
        </div>
      )}
      {view.status === 'open' && (
        <PageActions
          view={view}
          chosen={chosen}
          edits={edits}
          feeding={feeding}
          onRescan={(page) => void follow(scanInto({ batch, target: { to: 'replace', page } }))}
          onInsertScan={(page) =>
            void follow(scanInto({ batch, target: { to: 'after', page } }), 'first')
          }
          onInsertFiles={(page) => void insertFiles(page)}
        />
      )}
      {asking === 'finish' && (
        <FinishDialog
          warnings={view.warnings}
          documents={view.documents}
          onClose={() => setAsking(null)}
          onFinish={() => void finish()}
        />
      )}
      {asksTrust && (
        <CertificateDialog
          error={view.stopped}
          onClose={() => setRefused(offered)}
          onTrusted={() => {
            setRefused(offered);
            goOn(false);
          }}
        />
      )}
      {asking === 'settings' && <BatchSettings view={view} onClose={() => setAsking(null)} />}
    </div>
  );
}
