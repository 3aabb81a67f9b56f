import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import { saveLetter } from '../../features/letters/SaveAs.tsx';
import { PrinterFields, type Paper } from '../../features/printing/PrinterFields.tsx';
import { sendPrint } from '../../features/printing/send-print.ts';
import { Message } from '../../ui/Message.tsx';
import { ActionButton } from '../ActionButton.tsx';
import { explain } from '../errors.ts';
import { notify } from '../notices.ts';
import { PageViewer } from '../PageViewer.tsx';
import { go } from '../places.ts';
import { useAsk } from '../queries.ts';
import { useAction } from '../shortcuts.tsx';
import { remember, remembered } from '../remembered.ts';
import { useSay } from '../words.ts';
import '../../features/dispositions/dispositions.css';

type Size = 'A4' | 'A5' | 'A4x2';

/** The disposition sheet as it will be printed. */
export default function SheetScreen({ letter: id }: { letter: string }) {
  const say = useSay();
  const [size, setSize] = useState<Size>(
    () => remembered<{ size: Size }>('sheet', { size: 'A4' }).size,
  );
  const found = useAsk('letters.get', { letter: id });
  const wanted = { kind: 'sheet', letter: id, size } as const;
  const sheet = useAsk('printing.make', { print: wanted }, { placeholderData: keepPreviousData });
  const [paper, setPaper] = useState<Paper>({ copies: 1, duplex: false });
  const [printing, setPrinting] = useState(false);
  useAction('back', () => go({ at: 'letter', letter: id }));
  const letter = found.data?.letter;
  const ready = sheet.data !== undefined && letter !== undefined && !sheet.isPlaceholderData;

  function choose(next: Size) {
    remember('sheet', { size: next });
    setSize(next);
  }

  async function print() {
    setPrinting(true);
    try {
      notify({ text: await sendPrint(wanted, paper, say), look: 'done' });
    } catch (error) {
      notify({ text: explain(say, error), look: 'alarm' });
    } finally {
      setPrinting(false);
    }
  }

  async function save() {
    if (!letter) return;
    try {
      const path = await saveLetter(
        letter,
        'sheet',
        say('files:sheet'),
        size === 'A5' ? 'A5' : 'A4',
      );
      if (path) notify({ text: say('letters:savedAs', { path }), look: 'done' });
    } catch (error) {
      notify({ text: explain(say, error), look: 'alarm' });
    }
  }

  const error = found.error ?? sheet.error;
  return (
    <div className="sheet-screen">
      <header className="sheet-bar">
        <h1>
          {say('sheet:title')}
          {letter && (
            <span className="letter-book">{`${letter.agenda.number}/${letter.agenda.year}`}</span>
          )}
        </h1>
        {(['A4', 'A5', 'A4x2'] as const).map((one) => (
          <ActionButton
            key={one}
            action={`size${one}`}
            look="quiet"
            pressed={size === one}
            onRun={() => choose(one)}
          />
        ))}
        <span className="push" />
        <PrinterFields kind="sheet" paper={paper} onPaper={setPaper} />
        <ActionButton
          action="back"
          look="quiet"
          label={say('common:back')}
          onRun={() => go({ at: 'letter', letter: id })}
        />
        <ActionButton action="save" disabled={!ready} onRun={() => void save()} />
        <ActionButton
          action="print"
          look="main"
          disabled={!ready || printing}
          onRun={() => void print()}
        />
      </header>
      {error && <Message look="alarm">{explain(say, error)}</Message>}
      <div className="sheet-pages">
        {sheet.data && (
          <PageViewer
            sha256={sheet.data.sha256}
            pages={sheet.data.pages}
            label={say('sheet:title')}
            whole
          />
        )}
      </div>
    </div>
  );
}
