import { ActionButton } from '../../app/ActionButton.tsx';
import { chooseLanguage } from '../../app/choose-language.ts';
import { keyOf, queries, useAsk } from '../../app/queries.ts';
import { useCommand } from '../../app/useCommand.ts';
import { useLanguage, useSay } from '../../app/words.ts';
import { Choice } from '../../ui/Choice.tsx';
import { WatchedFolderField } from './WatchedFolderField.tsx';
import { Lessons } from './Lessons.tsx';

/** What concerns this machine alone. */
export function PreferencesPart() {
  const say = useSay();
  const language = useLanguage();
  const info = useAsk('window.info', {});
  const theme = useCommand('window.setTheme', {
    onDone: () => void queries.invalidateQueries({ queryKey: keyOf('window.info', {}) }),
  });
  const folder = useCommand('window.showInFolder');
  const { home = '', versions } = info.data ?? {};
  return (
    <>
      <h1>{say('office:preferences')}</h1>
      <p className="soft">{say('office:preferencesText')}</p>
      <div className="office-form">
        <Choice
          label={say('office:language')}
          options={[
            { value: 'id', letter: 'i', label: say('office:indonesian') },
            { value: 'en', letter: 'e', label: say('office:english') },
          ]}
          value={language}
          onChoose={chooseLanguage}
        />
        <Choice
          label={say('office:theme')}
          options={(['system', 'light', 'dark'] as const).map((value, index) => ({
            value,
            letter: String(index + 1),
            label: say(`office:theme-${value}`),
          }))}
          value={theme.isPending ? theme.variables.theme : (info.data?.theme ?? 'system')}
          onChoose={(next) => theme.mutate({ theme: next })}
        />
        <div className="field">
          <div className="field-label">{say('office:archive')}</div>
          <div className="office-folder">
            <code className="selectable">{home}</code>
            <ActionButton
              action="showFolder"
              disabled={home === ''}
              onRun={() => folder.mutate({ path: home })}
            />
          </div>
        </div>
        <WatchedFolderField />
        <Lessons />
        {versions && (
          <p className="soft small selectable">{say('office:versions', { ...versions })}</p>
        )}
      </div>
    </>
  );
}
