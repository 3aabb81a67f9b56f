import { Suspense, useState } from 'react';
import type { Book } from '../../../shared/domain/office/state.ts';
import { Agenda } from '../../features/letters/Agenda.tsx';
import { agendaView } from '../../features/letters/agenda-view.ts';
import { agendaList } from '../../features/letters/useAgenda.ts';
import { DraftStrip } from '../../features/scanning/DraftStrip.tsx';
import { OpenStrip } from '../../features/scanning/OpenStrip.tsx';
import { ActionButton } from '../ActionButton.tsx';
import { capture } from '../capture-state.ts';
import { explain } from '../errors.ts';
import { notify } from '../notices.ts';
import { go } from '../places.ts';
import { printingState } from '../printing-state.ts';
import { queries } from '../queries.ts';
import { agendaSelection, noSelection } from '../selection.ts';
import { useSay } from '../words.ts';
import { soon } from '../soon.ts';

const ExportDialog = soon(() => import('../../features/books/ExportDialog.tsx'));
const ImportDialog = soon(() => import('../../features/books/ImportDialog.tsx'));
const ChosenBar = soon(() => import('../ChosenBar.tsx'));

export function AgendaScreen({ books }: { books: Book[] | null }) {
  return (
    <div className="agenda-and-foot">
      <Agenda
        books={books}
        onOpen={(letter) => go({ at: 'letter', letter })}
        onDispose={(letter) => go({ at: 'dispose', letter })}
        onSheet={(letter) => go({ at: 'sheet', letter })}
        strip={
          <>
            <OpenStrip onGo={() => go({ at: 'scanning', batch: null })} />
            <DraftStrip onNext={() => capture.set({ next: true })} />
          </>
        }
      />
      {books && <Foot books={books} />}
    </div>
  );
}

/** What is done with the letters chosen; with the whole book while none is. */
function Foot({ books }: { books: Book[] }) {
  const { chosen } = agendaSelection.use();
  if (chosen.size === 0) return <WholeBook books={books} />;
  return (
    <footer className="agenda-foot">
      <Suspense fallback={null}>
        <ChosenBar
          rows={[...chosen]}
          position={null}
          onClear={() => agendaSelection.set(noSelection)}
        />
      </Suspense>
    </footer>
  );
}

/** What is done with the whole list or book, out of the way of single letters. */
function WholeBook({ books }: { books: Book[] }) {
  const say = useSay();
  const [importing, setImporting] = useState(false);
  const [rows, setRows] = useState<Uint32Array | null>(null);
  const { book } = agendaView.use();
  async function startExport() {
    try {
      setRows((await queries.fetchQuery(agendaList(agendaView.get()))).order);
    } catch (error) {
      notify({ text: explain(say, error), look: 'alarm' });
    }
  }
  return (
    <footer className="agenda-foot">
      <ActionButton
        action="printBook"
        look="quiet"
        onRun={() => printingState.set({ wanted: { book } })}
      />
      <ActionButton action="exportBook" look="quiet" onRun={() => void startExport()} />
      <ActionButton action="importBook" look="quiet" onRun={() => setImporting(true)} />
      <span className="push" />
      <ActionButton
        action="printJobs"
        look="quiet"
        onRun={() => printingState.set({ jobs: true })}
      />
      <Suspense fallback={null}>
        {rows && <ExportDialog rows={rows} onClose={() => setRows(null)} />}
        {importing && (
          <ImportDialog books={books} book={book} onClose={() => setImporting(false)} />
        )}
      </Suspense>
    </footer>
  );
}
