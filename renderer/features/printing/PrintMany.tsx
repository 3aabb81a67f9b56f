import { useState } from 'react';
import type { BulkDone } from '../../../shared/contract/bulk.ts';
import { BulkModal } from '../../app/BulkModal.tsx';
import { countText } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { notify } from '../../app/notices.ts';
import { useBulk } from '../../app/useBulk.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Message } from '../../ui/Message.tsx';
import { PaperSize, type PaperSizes } from './PaperSize.tsx';
import { PrinterFields, type Paper } from './PrinterFields.tsx';
import { rememberedSizes } from './remembered-sizes.ts';
import { sendPrint } from './send-print.ts';

interface PrintManyProps {
  letters: number[];
  onDone: (done: BulkDone) => void;
  onClose: () => void;
}

/** A paper for each of many letters, as one print. */
export function PrintMany({ letters, onDone, onClose }: PrintManyProps) {
  const say = useSay();
  const language = useLanguage();
  const bulk = useBulk();
  const [kind, setKind] = useState<'sheet' | 'receipt'>('sheet');
  const [sizes, setSizes] = useState<PaperSizes>(rememberedSizes);
  const [paper, setPaper] = useState<Paper>({ copies: 1, duplex: false });
  const [error, setError] = useState<unknown>(null);

  async function print() {
    setError(null);
    const fronts = paper.duplex;
    const done = await bulk.run('bulk.makePrint', {
      letters,
      paper:
        kind === 'sheet'
          ? { kind: 'sheets', size: sizes.sheet, fronts }
          : { kind: 'receipts', size: sizes.receipt, fronts },
    });
    if (!done) return;
    try {
      if (done.print) notify({ text: await sendPrint(done.print, paper, say), look: 'done' });
      onDone(done);
    } catch (failure) {
      setError(failure);
    }
  }

  return (
    <BulkModal
      title={say('bulk:printTitle', { n: countText(letters.length, language) })}
      submit={say('actions:print')}
      bulk={bulk}
      ready
      onSubmit={() => void print()}
      onClose={onClose}
    >
      {error !== null && <Message look="alarm">{explain(say, error)}</Message>}
      <Choice
        label={say('printing:what')}
        options={[
          { value: 'sheet', label: say('printKinds:sheet'), letter: 'l' },
          { value: 'receipt', label: say('printKinds:receipt'), letter: 't' },
        ]}
        value={kind}
        onChoose={setKind}
      />
      <PaperSize kind={kind} sizes={sizes} onSizes={setSizes} />
      <PrinterFields kind={kind} paper={paper} onPaper={setPaper} />
      <p className="soft">{say('bulk:printText')}</p>
    </BulkModal>
  );
}
