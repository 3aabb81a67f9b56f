import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StampTemplate, type StampThen } from '../../../shared/contract/stamp-template.ts';
import type { StampKind } from '../../../shared/contract/stamp-place.ts';
import type { ShownTemplate } from '../../../shared/contract/stamping.ts';
import { LontarError } from '../../../shared/contract/error.ts';
import { type Office, ownStamp, stampNow } from '../../../shared/domain/office/state.ts';

/** As they are listed; any other comes behind them. */
const ORDER = ['received', 'disposition', 'copy', 'secrecy'];

const loaded = new Map<string, Promise<StampTemplate[]>>();

/** The templates that come with Lontar, `resources/stamps/*.json`. */
export function builtInStamps(resources: string): Promise<StampTemplate[]> {
  let templates = loaded.get(resources);
  if (!templates) {
    templates = loadAll(join(resources, 'stamps'));
    loaded.set(resources, templates);
  }
  return templates;
}

async function loadAll(folder: string): Promise<StampTemplate[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const all = texts.map((text) => StampTemplate.parse(JSON.parse(text)));
  const place = ({ key }: StampTemplate) => (ORDER.includes(key) ? ORDER.indexOf(key) : 99);
  return all.toSorted((a, b) => place(a) - place(b));
}

/** Those that come with Lontar, as the office has changed them, and then its own. */
export async function shownTemplates(resources: string, office: Office): Promise<ShownTemplate[]> {
  const builtIn = await builtInStamps(resources);
  const own = office.stamps ?? [];
  const known = new Set(builtIn.map(({ key }) => key));
  const changed = builtIn.map((template) => {
    const mine = own.find(({ key }) => key === template.key);
    return {
      template: withRemembered(mine ?? template, office),
      builtIn: true,
      own: mine !== undefined || Object.hasOwn(office.stampPlaces, template.key),
    };
  });
  const more = own
    .filter(({ key }) => !known.has(key))
    .map((template) => ({ template, builtIn: false, own: true }));
  return [...changed, ...more];
}

/** Where a stamp was last put on a letter is where it goes by default. */
function withRemembered(template: StampTemplate, { stampPlaces }: Office): StampTemplate {
  const place = stampPlaces[template.key as StampKind];
  if (!place) return template;
  return { ...template, placement: { at: 'spot', x: place.x, y: place.y } };
}

/** The office's stamp as it would come onto a letter now. Throws `stamp.unknown`. */
export async function stampByKey(
  resources: string,
  office: Office,
  key: string,
): Promise<StampThen> {
  const own = ownStamp(office, key);
  if (own) return own;
  const builtIn = await builtInStamps(resources);
  const template = builtIn.find((one) => one.key === key);
  if (template) return stampNow(office, template);
  const known = [...builtIn, ...(office.stamps ?? [])].map((one) => one.key);
  throw new LontarError('stamp.unknown', { key, known: [...new Set(known)] });
}
