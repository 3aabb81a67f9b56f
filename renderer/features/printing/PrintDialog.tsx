import { useState } from 'react';
import type { PrintWanted } from '../../../shared/contract/printing.ts';
import { readDay } from '../../../shared/domain/dates.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { dayText, today } from '../../app/days.ts';
import { explain } from '../../app/errors.ts';
import { Modal } from '../../app/Modal.tsx';
import { notify } from '../../app/notices.ts';
import type { Printable } from '../../app/printing-state.ts';
import { useAsk } from '../../app/queries.ts';
import { remember } from '../../app/remembered.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Field } from '../../ui/Field.tsx';
import { Message } from '../../ui/Message.tsx';
import { PaperSize } from './PaperSize.tsx';
import { PrinterFields, type Paper } from './PrinterFields.tsx';
import { LabelFields, SeparatorFields } from './OtherFields.tsx';
import { rememberedSizes } from './remembered-sizes.ts';
import { sendPrint } from './send-print.ts';
import { wantedOf, type PrintForm } from './wanted.ts';

interface PrintDialogProps {
  printable: Printable;
  onJobs: () => void;
  onClose: () => void;
}

/** Prints a letter's papers, or the pages of a book. */
export default function PrintDialog({ printable, onJobs, onClose }: PrintDialogProps) {
  const say = useSay();
  const language = useLanguage();
  const letter = 'letter' in printable ? printable.letter : null;
  const [form, setForm] = useState(() => firstForm(printable, dayText(today(), language)));
  const [paper, setPaper] = useState<Paper>({ copies: 1, duplex: false });
  const [error, setError] = useState<unknown>(null);
  const [running, setRunning] = useState(false);
  const set = (change: Partial<typeof form>) => setForm((now) => ({ ...now, ...change }));
  const from = readDay(form.from, today());
  const until = readDay(form.until, today());
  const wanted = wantedOf({ ...form, from, until }, letter, paper.copies);
  const { kind } = form;

  async function print() {
    if (!wanted) return;
    setRunning(true);
    setError(null);
    try {
      notify({ text: await sendPrint(wanted, copiesOf(wanted, paper), say), look: 'done' });
      if (kind === 'receipt') remember('receipt', { size: form.receipt });
      onClose();
    } catch (failure) {
      setError(failure);
      setRunning(false);
    }
  }

  const kinds =
    letter === null
      ? ([
          { value: 'agenda', letter: 'b' },
          { value: 'courier', letter: 'e' },
          { value: 'separators', letter: 'p' },
          { value: 'label', letter: 'l' },
        ] as const)
      : ([
          { value: 'sheet', letter: 'l' },
          { value: 'receipt', letter: 't' },
        ] as const);
  return (
    <Modal
      title={say('printing:title')}
      onClose={onClose}
      foot={
        <>
          <ActionButton action="printJobs" onRun={onJobs} />
          <ActionButton
            action="submit"
            look="main"
            label={say('actions:print')}
            disabled={wanted === null || running}
            onRun={() => void print()}
          />
        </>
      }
    >
      {error !== null && <Message look="alarm">{explain(say, error)}</Message>}
      <Choice
        label={say('printing:what')}
        options={kinds.map((one) => ({ ...one, label: say(`printKinds:${one.value}`) }))}
        value={kind}
        onChoose={(next) => set({ kind: next })}
      />
      {(kind === 'sheet' || kind === 'receipt') && (
        <PaperSize kind={kind} sizes={form} onSizes={set} />
      )}
      {kind === 'separators' && <SeparatorFields form={form} onChange={set} />}
      {kind === 'label' && <LabelFields form={form} onChange={set} />}
      {(kind === 'agenda' || kind === 'courier') && (
        <Period form={form} wrongFrom={from === null} wrongUntil={until === null} onChange={set} />
      )}
      <PrinterFields kind={kind} paper={paper} onPaper={setPaper} />
    </Modal>
  );
}

type Typed = Omit<PrintForm, 'from' | 'until'> & { from: string; until: string };

/** Separator sheets are as many pages of one print: not each of them so often again. */
const copiesOf = (wanted: PrintWanted, paper: Paper): Paper =>
  wanted.kind === 'separators' ? { ...paper, copies: 1 } : paper;

interface PeriodProps {
  form: Typed;
  wrongFrom: boolean;
  wrongUntil: boolean;
  onChange: (change: Partial<Typed>) => void;
}

function Period({ form, wrongFrom, wrongUntil, onChange }: PeriodProps) {
  const say = useSay();
  const office = useAsk('office.get', {});
  const day = (name: 'from' | 'until', wrong: boolean) => (
    <Field label={say(`printing:${name}`)} wrong={wrong ? say('wrong:notADay') : undefined}>
      {(tied) => (
        <input
          {...tied}
          className="input"
          type="text"
          placeholder={say('letters:dayHint')}
          value={form[name]}
          onChange={(event) => onChange({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <div className="print-period">
      {day('from', wrongFrom)}
      {day('until', wrongUntil)}
      {form.kind === 'agenda' && (
        <Field label={say('letters:book')}>
          {(tied) => (
            <select
              {...tied}
              className="input"
              value={form.book}
              onChange={(event) => onChange({ book: event.target.value })}
            >
              {(office.data?.books ?? []).map(({ key, title }) => (
                <option key={key} value={key}>
                  {title}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </div>
  );
}

function firstForm(printable: Printable, day: string): Typed {
  const sizes = rememberedSizes();
  const book = 'book' in printable ? (printable.book ?? 'masuk') : 'masuk';
  const kind = 'letter' in printable ? 'receipt' : 'agenda';
  return { kind, ...sizes, from: day, until: day, book, separatorBook: '', location: '' };
}
