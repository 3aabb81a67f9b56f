import {
  STAMP_SIDES,
  StampColour,
  StampCorner,
  StampFrame,
  StampPages,
  type StampTemplate,
  StampTemplateKind,
} from '../../../../shared/contract/stamp-template.ts';
import type { StampBox } from '../../../../shared/contract/stamping.ts';
import { useSay, type WordKey } from '../../../app/words.ts';
import { Field } from '../../../ui/Field.tsx';
import { NumberField } from './NumberField.tsx';
import { SelectField } from './SelectField.tsx';

export interface Changing {
  template: StampTemplate;
  onChange: (change: Partial<StampTemplate>, about: string) => void;
}

const named = <Value extends string>(
  values: readonly Value[],
  say: ReturnType<typeof useSay>,
  prefix: string,
) => values.map((value) => ({ value, label: say(`stampDesign:${prefix}-${value}` as WordKey) }));

/** What it is called; a stamp that comes with Lontar stays of its kind. */
export function NameFields({ template, onChange, builtIn }: Changing & { builtIn: boolean }) {
  const say = useSay();
  return (
    <div className="pair">
      <Field
        label={say('stampDesign:name')}
        wrong={template.name.trim() === '' ? say('wrong:required') : undefined}
      >
        {(tied) => (
          <input
            {...tied}
            className="input"
            type="text"
            maxLength={60}
            value={template.name}
            onChange={({ target }) => onChange({ name: target.value }, 'name')}
          />
        )}
      </Field>
      <SelectField
        label={say('stampDesign:kind')}
        options={named(StampTemplateKind.options, say, 'kind')}
        value={template.kind}
        disabled={builtIn}
        onChoose={(kind) => onChange({ kind }, 'kind')}
      />
    </div>
  );
}

/** Size, ink, frame. */
export function LookFields({ template, onChange }: Changing) {
  const say = useSay();
  return (
    <>
      <div className="three">
        {(['width', 'height'] as const).map((side) => (
          <NumberField
            key={side}
            label={say(`stampDesign:${side}`)}
            unit="mm"
            value={template[side]}
            range={STAMP_SIDES[side]}
            onChange={(value) => onChange({ [side]: value }, side)}
          />
        ))}
        <SelectField
          label={say('stampDesign:fit')}
          options={named(['shrink', 'grow'] as const, say, 'fit')}
          value={template.fit}
          onChoose={(fit) => onChange({ fit }, 'fit')}
        />
      </div>
      <div className="three">
        <SelectField
          label={say('stampDesign:colour')}
          options={named(StampColour.options, say, 'colour')}
          value={template.colour}
          onChoose={(colour) => onChange({ colour }, 'colour')}
        />
        <SelectField
          label={say('stampDesign:frame')}
          options={named(StampFrame.options, say, 'frame')}
          value={template.frame}
          onChoose={(frame) => onChange({ frame }, 'frame')}
        />
        <SelectField
          label={say('stampDesign:labels')}
          options={named(['before', 'above'] as const, say, 'labels')}
          value={template.labels}
          onChoose={(labels) => onChange({ labels }, 'labels')}
        />
      </div>
    </>
  );
}

/** On which pages, and where on them. */
export function PlaceFields({ template, onChange, box }: Changing & { box: StampBox | null }) {
  const say = useSay();
  const { placement } = template;
  const corner = placement.at === 'spot' ? 'upper-right' : placement.corner;
  const put = (next: StampTemplate['placement'], about: string) =>
    onChange({ placement: next }, about);
  return (
    <>
      <div className="pair">
        <SelectField
          label={say('stampDesign:pages')}
          options={named(StampPages.options, say, 'pages')}
          value={template.pages}
          onChoose={(pages) => onChange({ pages }, 'pages')}
        />
        <SelectField
          label={say('stampDesign:placement')}
          options={named(['emptiest', 'corner', 'spot'] as const, say, 'at')}
          value={placement.at}
          onChoose={(at) => {
            const spot = { at: 'spot' as const, x: box?.x ?? 20, y: box?.y ?? 20 };
            put(at === 'spot' ? spot : { at, corner }, 'at');
          }}
        />
      </div>
      {placement.at === 'spot' ? (
        <div className="pair">
          {(['x', 'y'] as const).map((side) => (
            <NumberField
              key={side}
              label={say(`stampDesign:${side}`)}
              unit="mm"
              value={placement[side]}
              range={[0, 5000]}
              onChange={(value) => put({ ...placement, [side]: value }, side)}
            />
          ))}
        </div>
      ) : (
        <SelectField
          label={say(placement.at === 'corner' ? 'stampDesign:inCorner' : 'stampDesign:nearCorner')}
          options={named(StampCorner.options, say, 'corner')}
          value={placement.corner}
          onChoose={(next) => put({ ...placement, corner: next }, 'corner')}
        />
      )}
    </>
  );
}
