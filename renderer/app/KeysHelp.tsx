import { Key } from '../ui/Button.tsx';
import { actions, groups, keyText, type Action } from './keys.ts';
import { Modal } from './Modal.tsx';
import { useSay } from './words.ts';

/** All keys of the desk. */
export default function KeysHelp({ onClose }: { onClose: () => void }) {
  const say = useSay();
  return (
    <Modal
      title={say('common:allKeys')}
      onClose={onClose}
      closeText={say('common:close')}
      wide
      onlyText
    >
      <div className="keys-help">
        {groups.map((group) => (
          <section key={group}>
            <h2>{say(`keyGroups:${group}`)}</h2>
            <dl>
              {(Object.keys(actions) as Action[])
                .filter((action) => actions[action].group === group)
                .map((action) => (
                  <div key={action}>
                    <dt>{say(`actions:${action}`)}</dt>
                    <dd>
                      {actions[action].keys.map((name) => (
                        <kbd key={name}>
                          <Key text={keyText(name)} />
                          <span className="only-read">{keyText(name)}</span>
                        </kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
