import type { Office } from '../../../shared/domain/office/state.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { notify } from '../../app/notices.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useSay } from '../../app/words.ts';
import { LetterheadForm } from './LetterheadForm.tsx';

export function LetterheadPart({ office }: { office: Office }) {
  const say = useSay();
  const save = useCommand('office.setLetterhead', {
    onDone: () => notify({ text: say('office:saved'), look: 'done' }),
  });
  const { name, address, place } = office;
  return (
    <>
      <h1>{say('office:letterhead')}</h1>
      <p className="soft">{say('office:letterheadText')}</p>
      <LetterheadForm values={{ name, address, place }} onSubmit={(values) => save.mutate(values)}>
        {({ submit, ready, changed }) => (
          <div className="office-foot">
            <ActionButton
              action="submit"
              look="main"
              label={say('common:save')}
              disabled={!ready || !changed || save.isPending}
              onRun={submit}
            />
          </div>
        )}
      </LetterheadForm>
    </>
  );
}
