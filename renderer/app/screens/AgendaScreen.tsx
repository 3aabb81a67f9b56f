import type { Book } from '../../../shared/domain/office/state.ts';
import { Agenda } from '../../features/letters/Agenda.tsx';
import { DraftStrip } from '../../features/scanning/DraftStrip.tsx';
import { OpenStrip } from '../../features/scanning/OpenStrip.tsx';
import { capture } from '../capture-state.ts';
import { agendaView } from '../../features/letters/agenda-view.ts';
import { printingState } from '../printing-state.ts';
import { useAction } from '../shortcuts.tsx';
import { go } from '../places.ts';

export function AgendaScreen({ books }: { books: Book[] | null }) {
  useAction('printBook', () => printingState.set({ wanted: { book: agendaView.get().book } }));
  return (
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
  );
}
