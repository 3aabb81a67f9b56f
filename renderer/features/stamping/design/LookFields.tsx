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
import { Select } from '../../../ui/Select.tsx';
import { NumberField } from './NumberField.tsx';

export interface Changing {
  template: StampTemplate;
  onChange: (change: Partial<StampTemplate>, about: string) => void;
}

const named = <Value extends string>(
  values: readonly Value[],
  say: ReturnType<typeof useSay>,
  prefix: string,
) => values.map((value) => [value, say(`stampDesign:${prefix}-${value}` as WordKey)] as const);

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
      <Select
        label={say('stampDesign:kind')}
        options={named(StampTemplateKind.options, say, 'kind')}
        value={template.kind}
        disabled={builtIn}
        onChange={(kind) => onChange({ kind }, 'kind')}
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
        <Select
          label={say('stampDesign:fit')}
          options={named(['shrink', 'grow'] as const, say, 'fit')}
          value={template.fit}
          onChange={(fit) => onChange({ fit }, 'fit')}
        />
      </div>
      <div className="three">
        <Select
          label={say('stampDesign:colour')}
          options={named(StampColour.options, say, 'colour')}
          value={template.colour}
          onChange={(colour) => onChange({ colour }, 'colour')}
        />
        <Select
          label={say('stampDesign:frame')}
          options={named(StampFrame.options, say, 'frame')}
          value={template.frame}
          onChange={(frame) => onChange({ frame }, 'frame')}
        />
        <Select
          label={say('stampDesign:labels')}
          options={named(['before', 'above'] as const, say, 'labels')}
          value={template.labels}
          onChange={(labels) => onChange({ labels }, 'labels')}
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
        <Select
          label={say('stampDesign:pages')}
          options={named(StampPages.options, say, 'pages')}
          value={template.pages}
          onChange={(pages) => onChange({ pages }, 'pages')}
        />
        <Select
          label={say('stampDesign:placement')}
          options={named(['emptiest', 'corner', 'spot'] as const, say, 'at')}
          value={placement.at}
          onChange={(at) => {
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
        <Select
          label={say(placement.at === 'corner' ? 'stampDesign:inCorner' : 'stampDesign:nearCorner')}
          options={named(StampCorner.options, say, 'corner')}
          value={placement.corner}
          onChange={(next) => put({ ...placement, corner: next }, 'corner')}
        />
      )}
    </>
  );
}
