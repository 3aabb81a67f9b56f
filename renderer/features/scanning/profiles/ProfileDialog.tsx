import { useState } from 'react';
import { ScanProfile } from '../../../../shared/contract/batches.ts';
import { ActionButton } from '../../../app/ActionButton.tsx';
import { explain } from '../../../app/errors.ts';
import { Modal } from '../../../app/Modal.tsx';
import { keyOf, queries } from '../../../app/queries.ts';
import { useCommand } from '../../../app/useCommand.ts';
import { useSay } from '../../../app/words.ts';
import { Button } from '../../../ui/Button.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Message } from '../../../ui/Message.tsx';
import { fitted, profileKey } from './choices.ts';
import { PileFields } from './PileFields.tsx';
import { ScannerFields, useCapabilities } from './ScannerFields.tsx';

interface ProfileDialogProps {
  /** Null: a new one. */
  profile: ScanProfile | null;
  profiles: readonly ScanProfile[];
  onClose: () => void;
  /** It is the one that the next key runs. */
  onSaved: (key: string) => void;
}

/** How a pile is scanned: everything that one key then does. */
export function ProfileDialog({ profile, profiles, onClose, onSaved }: ProfileDialogProps) {
  const say = useSay();
  const [typed, setTyped] = useState(() => profile ?? ScanProfile.parse({ key: 'x', name: 'x' }));
  const [name, setName] = useState(profile?.name ?? '');
  const set = (change: Partial<ScanProfile>) => setTyped((now) => ({ ...now, ...change }));
  const capabilities = useCapabilities(typed.device);
  const done = (answer: ScanProfile[]) => {
    queries.setQueryData(keyOf('batches.profiles', {}), answer);
    onClose();
  };
  const save = useCommand('batches.saveProfile', {
    onDone(answer, { key }) {
      onSaved(key);
      done(answer);
    },
    onRefused: () => undefined,
  });
  const remove = useCommand('batches.removeProfile', { onDone: done, onRefused: () => undefined });
  const error = save.error ?? remove.error;
  const shown = capabilities.data ? { ...typed, ...fitted(typed, capabilities.data) } : typed;

  function submit() {
    const key = profile?.key ?? profileKey(name, profiles);
    save.mutate({ ...shown, key, name });
  }

  return (
    <Modal
      title={say(profile ? 'profiles:changeTitle' : 'profiles:addTitle')}
      onClose={onClose}
      wide
      foot={
        <>
          {profile && (
            <Button
              look="alarm"
              disabled={remove.isPending}
              onClick={() => remove.mutate({ key: profile.key })}
            >
              {say('profiles:remove')}
            </Button>
          )}
          <ActionButton
            action="submit"
            look="main"
            label={say('common:save')}
            disabled={name.trim() === '' || save.isPending}
            onRun={submit}
          />
        </>
      }
    >
      {error && <Message look="alarm">{explain(say, error)}</Message>}
      <Field label={say('profiles:name')}>
        {(tied) => (
          <input
            {...tied}
            className="input"
            type="text"
            maxLength={80}
            data-first
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <div className="profile-fields">
        <ScannerFields settings={shown} capabilities={capabilities} onChange={set} />
        <PileFields settings={shown} onChange={set}>
          <label className="check">
            <input
              type="checkbox"
              className="tick"
              checked={typed.straight}
              onChange={(event) => set({ straight: event.target.checked })}
            />
            {say('profiles:straight')}
          </label>
        </PileFields>
      </div>
    </Modal>
  );
}
