import type { ReactNode } from 'react';
import type { BulkDone } from '../../shared/contract/bulk.ts';
import { Button } from '../ui/Button.tsx';
import { Message } from '../ui/Message.tsx';
import { Progress } from '../ui/Progress.tsx';
import { ActionButton } from './ActionButton.tsx';
import './bulk.css';
import { countText } from './days.ts';
import { explain } from './errors.ts';
import { byReason } from './left-out.ts';
import { Modal } from './Modal.tsx';
import type { Bulk } from './useBulk.ts';
import { useLanguage, useSay } from './words.ts';

interface BulkModalProps {
  title: string;
  /** On the button that begins. */
  submit: string;
  bulk: Bulk;
  ready: boolean;
  wide?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** What is to be done for many letters; then how far it is; in the end what was left out, and why. */
export function BulkModal(props: BulkModalProps) {
  const { title, submit, bulk, ready, wide = false, onSubmit, onClose, children } = props;
  const say = useSay();
  const { progress, outcome, error } = bulk;
  const running = progress !== null;
  return (
    <Modal
      title={title}
      wide={wide}
      // While it runs, closing would hide what goes on: it is stopped instead.
      onClose={running ? bulk.cancel : onClose}
      closeText={say(running ? 'bulk:stop' : outcome ? 'common:close' : 'common:cancel')}
      foot={
        !outcome && (
          <ActionButton
            action="submit"
            look="main"
            label={submit}
            disabled={!ready || running}
            onRun={onSubmit}
          />
        )
      }
    >
      {error !== null && <Message look="alarm">{explain(say, error)}</Message>}
      {running && (
        <Progress
          label={say('bulk:progress', { done: progress.done, of: progress.of })}
          value={progress.done}
          max={Math.max(1, progress.of)}
        />
      )}
      {outcome ? (
        <Outcome outcome={outcome} />
      ) : (
        <div className="bulk-form" inert={running}>
          {children}
        </div>
      )}
    </Modal>
  );
}

function Outcome({ outcome }: { outcome: BulkDone }) {
  const say = useSay();
  const language = useLanguage();
  const { done, left, rest, stopped } = outcome;
  const n = (count: number) => countText(count, language);
  return (
    <>
      <Message look={stopped ? 'alarm' : 'leaf'}>
        {say('bulk:outcome', { done: n(done), left: n(left.length) })}
        {stopped && ` ${explain(say, stopped)} ${say('bulk:rest', { n: n(rest) })}`}
      </Message>
      <div
        className="bulk-left selectable"
        tabIndex={0}
        role="group"
        aria-label={say('bulk:leftOut')}
      >
        {byReason(left).map((letters) => (
          <section key={`${letters[0]!.error.code} ${letters[0]!.letter}`}>
            <h2>{explain(say, letters[0]!.error)}</h2>
            <ul>
              {letters.map(({ letter, agenda, subject }) => (
                <li key={letter}>
                  {[agenda || `#${letter}`, subject].filter(Boolean).join(' · ')}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}

/** At the foot of a list: how many are chosen, and what can be done with them. */
export function ChosenCount({ count, onClear }: { count: number; onClear: () => void }) {
  const say = useSay();
  const language = useLanguage();
  return (
    <>
      <span className="chosen-count" role="status">
        {say('bulk:chosen', { n: countText(count, language) })}
      </span>
      <Button look="quiet" hint="Esc" onClick={onClear}>
        {say('bulk:clear')}
      </Button>
    </>
  );
}
