import type { ReactNode } from 'react';
import type { Office } from '../../../shared/domain/office/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { chooseLanguage } from '../../app/choose-language.ts';
import { explain } from '../../app/errors.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Message } from '../../ui/Message.tsx';
import { LetterheadForm } from './LetterheadForm.tsx';
import './office.css';

interface FirstRunProps {
  mark: ReactNode;
  onFounded: (office: Office) => void;
}

const nobody = { name: '', address: [], place: '' };

/** The one question of a new archive. */
export function FirstRun({ mark, onFounded }: FirstRunProps) {
  const say = useSay();
  const language = useLanguage();
  const found = useCommand('office.found', { onDone: onFounded, onRefused: () => undefined });
  return (
    <div className="first-run-page">
      <header>
        {mark}
        <ActionButton
          action="otherLanguage"
          look="quiet"
          onRun={() => chooseLanguage(language === 'id' ? 'en' : 'id')}
        />
      </header>
      <h1>{say('office:firstTitle')}</h1>
      <p className="soft">{say('office:firstText')}</p>
      {found.error && <Message look="alarm">{explain(say, found.error)}</Message>}
      <LetterheadForm values={nobody} autoFocus onSubmit={(values) => found.mutate(values)}>
        {({ submit, ready }) => (
          <div className="office-foot">
            <ActionButton
              action="submit"
              look="main"
              label={say('office:found')}
              disabled={!ready || found.isPending}
              onRun={submit}
            />
          </div>
        )}
      </LetterheadForm>
    </div>
  );
}
