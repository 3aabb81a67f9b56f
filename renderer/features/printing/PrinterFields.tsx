import type { PrintKind } from '../../../shared/contract/printing.ts';
import { codeOf, explain } from '../../app/errors.ts';
import { useAsk } from '../../app/queries.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useSay } from '../../app/words.ts';
import { Message } from '../../ui/Message.tsx';
import { Field } from '../../ui/Field.tsx';
import { usualPrinter } from './wanted.ts';
import './printing.css';

export interface Paper {
  copies: number;
  duplex: boolean;
}

interface PrinterFieldsProps {
  kind: PrintKind;
  paper: Paper;
  onPaper: (paper: Paper) => void;
}

/** Which printer, how often, on both sides or not. The printer chosen stays that of this kind. */
export function PrinterFields({ kind, paper, onPaper }: PrinterFieldsProps) {
  const say = useSay();
  // Printers come and go without telling anybody.
  const printers = useAsk('printing.printers', {}, { refetchOnMount: 'always' });
  const choices = useAsk('printing.choices', {});
  const choose = useCommand('printing.choose');
  const known = printers.data ?? [];
  const usual = usualPrinter(known, choices.data ?? {}, kind);
  const trouble = known.find(({ name }) => name === usual && troubled(name));
  function troubled(wanted: string) {
    const found = known.find(({ name }) => name === wanted);
    return found !== undefined && (found.state === 'stopped' || !found.accepting);
  }
  return (
    <>
      <div className="printer-fields">
        <Field label={say('printing:printer')}>
          {(tied) => (
            <select
              {...tied}
              className="input"
              value={usual ?? ''}
              disabled={known.length === 0}
              onChange={(event) => choose.mutate({ kind, printer: event.target.value || null })}
            >
              {usual === null && (
                <option value="">
                  {say(known.length === 0 ? 'printing:none' : 'printing:choose')}
                </option>
              )}
              {known.map(({ name, description, state, accepting }) => (
                <option key={name} value={name}>
                  {`${description || name} (${say(accepting ? `printerStates:${state}` : 'printerStates:rejecting')})`}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={say('printing:copies')}>
          {(tied) => (
            <input
              {...tied}
              className="input"
              type="number"
              min={1}
              max={99}
              value={paper.copies}
              onChange={(event) => {
                const copies = Math.round(Number(event.target.value));
                onPaper({ ...paper, copies: Math.min(99, Math.max(1, copies || 1)) });
              }}
            />
          )}
        </Field>
        <label className="printer-duplex">
          <input
            type="checkbox"
            className="tick"
            checked={paper.duplex}
            onChange={(event) => onPaper({ ...paper, duplex: event.target.checked })}
          />
          {say('printing:duplex')}
        </label>
      </div>
      {printers.error && codeOf(printers.error) !== 'print.no-system' && (
        <Message look="alarm">{explain(say, printers.error)}</Message>
      )}
      {trouble && (
        <Message look="leaf">
          {say('printing:standsStill', { reason: trouble.reason || trouble.description })}
        </Message>
      )}
    </>
  );
}
