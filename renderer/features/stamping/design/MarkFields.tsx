import type { OfficeLogo } from '../../../../shared/contract/stamp-template.ts';
import { ask } from '../../../app/api.ts';
import { explain, isCancelled } from '../../../app/errors.ts';
import { notify } from '../../../app/notices.ts';
import { useCommand } from '../../../app/useCommand.ts';
import { useSay } from '../../../app/words.ts';
import { Button } from '../../../ui/Button.tsx';
import type { Changing } from './LookFields.tsx';
import { NumberField } from './NumberField.tsx';

const SIZES = { logo: { range: [5, 60], first: 14 }, qr: { range: [10, 60], first: 16 } } as const;

/** Logo and QR code: whether they stand on the stamp, and how large. */
export function MarkFields({ template, onChange, logo }: Changing & { logo: OfficeLogo | null }) {
  const say = useSay();
  const set = useCommand('office.setLogo', {
    onDone: (office) => {
      notify({
        text: say(office.logo ? 'stampDesign:logoSet' : 'stampDesign:logoGone'),
        look: 'done',
      });
      if (office.logo && template.logo === null) onChange({ logo: SIZES.logo.first }, 'logo-on');
    },
  });
  async function choose() {
    try {
      const kinds = ['pictures' as const];
      const [file] = await ask('window.chooseFiles', { kinds, multiple: false });
      if (file !== undefined) set.mutate({ file });
    } catch (error) {
      if (!isCancelled(error)) notify({ text: explain(say, error), look: 'alarm' });
    }
  }
  return (
    <div className="pair">
      {(['logo', 'qr'] as const).map((mark) => (
        <div key={mark} className="stamp-mark" role="group" aria-label={say(`stampDesign:${mark}`)}>
          <label className="check">
            <input
              className="tick"
              type="checkbox"
              checked={template[mark] !== null}
              onChange={({ target }) =>
                onChange({ [mark]: target.checked ? SIZES[mark].first : null }, `${mark}-on`)
              }
            />
            {say(`stampDesign:${mark}`)}
          </label>
          <NumberField
            label={say(`stampDesign:${mark}Size`)}
            unit="mm"
            value={template[mark] ?? SIZES[mark].first}
            range={SIZES[mark].range}
            disabled={template[mark] === null}
            onChange={(size) => onChange({ [mark]: size }, mark)}
          />
          {mark === 'logo' ? (
            <div className="stamp-logo">
              <Button look="quiet" disabled={set.isPending} onClick={() => void choose()}>
                {say(logo ? 'stampDesign:otherLogo' : 'stampDesign:chooseLogo')}
              </Button>
              {logo && (
                <Button
                  look="quiet"
                  disabled={set.isPending}
                  onClick={() => set.mutate({ file: null })}
                >
                  {say('stampDesign:noLogo')}
                </Button>
              )}
            </div>
          ) : (
            <p className="soft small">{say('stampDesign:qrText')}</p>
          )}
        </div>
      ))}
    </div>
  );
}
