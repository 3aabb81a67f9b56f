import { useState } from 'react';
import { syncOperations } from '../../../shared/contract/sync.ts';
import { ActionButton } from '../../app/ActionButton.tsx';
import { explain } from '../../app/errors.ts';
import { notify } from '../../app/notices.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useSay } from '../../app/words.ts';
import { Field } from '../../ui/Field.tsx';
import { Message } from '../../ui/Message.tsx';
import { isCertificateRefusal, ServerCertificate } from './ServerCertificate.tsx';

const { address: Address, code: Code } = syncOperations['sync.join'].input.shape;
const blank = { address: '', code: '', name: '' };

/**
 * With the server's address and the code that its administrator gives, once.
 * @param known the address of the server that it comes back to
 */
export function Join({ known }: { known?: string }) {
  const say = useSay();
  const [input, setInput] = useState({ ...blank, address: known ?? '' });
  const [tried, setTried] = useState(false);
  const [refused, setRefused] = useState<Error | null>(null);
  const join = useCommand('sync.join', {
    onDone: ({ joined }) => notify({ text: say('sync:joined', { ...joined }), look: 'done' }),
    onRefused: setRefused,
  });
  const wrong = {
    address: Address.safeParse(input.address.trim()).success ? undefined : 'sync:wrongAddress',
    code: Code.safeParse(input.code).success ? undefined : 'sync:wrongCode',
    name: undefined,
  } as const;
  function send(trust?: string) {
    setTried(true);
    setRefused(null);
    if (wrong.address || wrong.code) return;
    join.mutate({ ...input, address: input.address.trim(), trust });
  }
  return (
    <div className="sync-join">
      <p>{say(known === undefined ? 'sync:joinText' : 'sync:joinAgainText')}</p>
      {(['address', 'code', 'name'] as const).map((name) => {
        const said = tried ? wrong[name] : undefined;
        return (
          <Field
            key={name}
            name={name}
            label={say(`sync:${name}`)}
            hint={say(`sync:${name}Hint`)}
            wrong={said === undefined ? undefined : say(said)}
          >
            {(tied) => (
              <input
                {...tied}
                className="input"
                type={name === 'address' ? 'url' : 'text'}
                spellCheck={false}
                autoComplete="off"
                readOnly={name === 'address' && known !== undefined}
                maxLength={name === 'name' ? 100 : 200}
                value={input[name]}
                onChange={(event) => setInput({ ...input, [name]: event.target.value })}
              />
            )}
          </Field>
        );
      })}
      {refused && !isCertificateRefusal(refused) && (
        <Message look="alarm">{explain(say, refused)}</Message>
      )}
      {isCertificateRefusal(refused) && (
        <ServerCertificate
          error={refused}
          busy={join.isPending}
          onClose={() => setRefused(null)}
          onTrust={send}
        />
      )}
      <div>
        <ActionButton action="join" look="main" disabled={join.isPending} onRun={() => send()} />
      </div>
    </div>
  );
}
