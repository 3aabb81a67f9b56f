import { LontarError } from '../../../shared/contract/error.ts';
import type { StampThen } from '../../../shared/contract/stamp-template.ts';
import type { StampKind, StampPlace } from '../../../shared/contract/stamp-place.ts';
import type { StampData, StampedDocument } from '../../../shared/contract/stamping.ts';
import { firstDisposition } from '../../../shared/domain/letter/routing.ts';
import { agendaText, type Letter, type PositionThen } from '../../../shared/domain/letter/state.ts';
import type { CoreContext } from '../context.ts';
import { logoPicture } from './logo.ts';
import { lookInto } from './look.ts';
import type { Stamp } from './plan.ts';
import { loadStampFonts, stampFile } from './stamp.ts';
import { carried, valuesOf } from './stamp-values.ts';
import { builtInStamps } from './templates.ts';

/** Grows when the same letter would give other bytes. */
const EDITION = 3;

/** The letter's document with its stamps on it; the original's bytes come first, untouched. */
export async function stampedOf(context: CoreContext, letter: Letter): Promise<StampedDocument> {
  const { archive, resources } = context;
  const { document } = letter;
  if (!document) {
    throw new LontarError('letter.no-document', { agenda: agendaText(letter.agenda) });
  }
  const stamps = await stampsOf(context, letter);
  const said = stamps.map(({ content: { values, carried: code, logo }, ...stamp }) => {
    // A logo that has not come yet is drawn once it has.
    return { ...stamp, values, code, logo: logo !== null };
  });
  const looks = [letter.stampLooks, letter.stamps?.map(({ look }) => look.logo)];
  const inputs = { edition: EDITION, original: document.sha256, said, looks };
  return archive.derived.get(inputs, async (output) => {
    const fonts = await loadStampFonts(resources);
    const input = archive.blobs.pathOf(document.sha256);
    const request = { input, output, stamps, fonts, look: lookInto(input) };
    const { method, prefixIntact, added, boxes } = await stampFile(request);
    return { method, prefixIntact, boxes, pages: document.pages + added };
  });
}

/** All that stands on a letter, in the order in which it came: what comes later makes way. */
async function stampsOf(context: CoreContext, letter: Letter): Promise<Stamp[]> {
  const data = stampData(letter);
  const given = firstDisposition(letter);
  const builtIn = await builtInStamps(context.resources);
  const lookOf = (kind: StampKind): StampThen =>
    letter.stampLooks?.[kind] ?? {
      template: builtIn.find(({ key }) => key === kind)!,
      logo: null,
    };
  const all = [
    { at: '', stamp: 'received', look: lookOf('received'), data, place: placeOf('received') },
    ...(given
      ? [
          {
            at: given.at,
            stamp: 'disposition',
            look: lookOf('disposition'),
            data,
            place: placeOf('disposition'),
          },
        ]
      : []),
    ...(letter.stamps ?? []).map(({ id, at, look, copy, day, place }) => ({
      at,
      stamp: id,
      look,
      data: { ...data, day, ...(copy !== null && { copy }) },
      place,
    })),
  ].toSorted((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
  function placeOf(kind: StampKind): StampPlace | null {
    return letter.stampPlaces[kind] ?? null;
  }
  return Promise.all(
    all.map(async ({ stamp, look, data: says, place }): Promise<Stamp> => ({
      stamp,
      template: look.template,
      content: await contentOf(context, says, look),
      place: place && { ...place, page: Math.min(place.page, letter.document!.pages) },
    })),
  );
}

export async function contentOf(
  { archive }: CoreContext,
  data: StampData,
  { logo }: StampThen,
): Promise<Stamp['content']> {
  return {
    values: valuesOf(data),
    carried: carried(data),
    logo: logo === null ? null : await logoPicture(archive, logo),
  };
}

/** What the stamps say: names as they were when the facts were written. */
export function stampData(letter: Letter): StampData {
  const given = firstDisposition(letter);
  return {
    office: letter.officeName,
    book: letter.bookTitle,
    year: letter.agenda.year,
    number: letter.agenda.number,
    received: letter.received,
    letter: letter.id,
    about: aboutOf(letter),
    ...(given && {
      disposition: {
        from: titleOf(given.from),
        holder: given.from.holder,
        to: given.to.map(titleOf),
        instructions: given.instructions.map(({ text }) => text),
        note: given.note,
        due: given.due,
      },
    }),
  };
}

function aboutOf({ fields }: Letter): NonNullable<StampData['about']> {
  const { number, date, sender, subject, recipient, attachments } = fields;
  const { classification, urgency, secrecy } = fields;
  const all = { number, date, sender, subject, recipient, attachments };
  const known = Object.entries({ ...all, classification, urgency, secrecy });
  return Object.fromEntries(known.filter(([, value]) => value !== null));
}

function titleOf({ acting, title }: PositionThen): string {
  return acting ? `${acting} ${title}` : title;
}
