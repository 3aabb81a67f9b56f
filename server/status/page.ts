import { hash } from 'node:crypto';
import { dayOf } from '../../shared/domain/dates.ts';
import type { PublicStatus } from '../../shared/domain/letter/public-status.ts';
import en from '../../shared/i18n/server.en.json' with { type: 'json' };
import id from '../../shared/i18n/server.id.json' with { type: 'json' };

export type Language = 'id' | 'en';

/** What is wrong, where there is no state to show. */
export type Trouble = 'unknown' | 'tooMany' | 'failed';

const words = { id: id.status, en: en.status };

const STYLE = `
:root{color-scheme:light dark;--paper:#f8f5ee;--sheet:#fffdf8;--ink:#231f19;--soft:#5b5347;--line:#e0d9ca;--accent:#1d5a43}
@media(prefers-color-scheme:dark){:root{--paper:#1a1815;--sheet:#221f1b;--ink:#ebe5d8;--soft:#b4aa98;--line:#39342b;--accent:#86c7a6}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:16px;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{width:100%;max-width:26rem;background:var(--sheet);border:1px solid var(--line);border-top:6px solid var(--accent);padding:24px}
h1{margin:0;font-size:1rem;font-weight:400;color:var(--soft)}
h2{margin:4px 0 0;font-size:1.75rem;line-height:1.2;color:var(--accent)}
p{margin:8px 0 0}
dl{margin:24px 0;border-bottom:1px solid var(--line)}
dl div{display:flex;justify-content:space-between;gap:16px;padding:10px 0;border-top:1px solid var(--line)}
dt{color:var(--soft)}
dd{margin:0;font-weight:600;text-align:right}
dd.none{font-weight:400;color:var(--soft)}
.small{font-size:.875rem;color:var(--soft)}
`;

/** Nothing but this page's own style may load or run, and nobody may frame it. */
export const contentPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', STYLE, 'base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** English only where it is preferred to Indonesian (RFC 9110, 12.5.4). */
export function languageOf(accepted: string | undefined): Language {
  const weights = (accepted ?? '').split(',').map((part) => {
    const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
    const q = /^\s*q=([\d.]+)$/.exec(rest[0] ?? '');
    return { language: tag.split('-')[0], weight: q ? Number(q[1]) : 1 };
  });
  const weightOf = (language: string) =>
    Math.max(0, ...weights.filter((one) => one.language === language).map(({ weight }) => weight));
  return weightOf('en') > Math.max(weightOf('id'), weightOf('ms')) ? 'en' : 'id';
}

export function statusPage(status: PublicStatus, language: Language, now: Date): string {
  const text = words[language];
  const row = (label: string, moment: string | null) =>
    `<div><dt>${label}</dt>${
      moment === null
        ? `<dd class="none">${text.notYet}</dd>`
        : `<dd>${dayText(moment, language)}</dd>`
    }</div>`;
  const rows = [row(text.receivedOn, status.received)];
  if (status.status !== 'cancelled') {
    rows.push(row(text.disposedOn, status.disposed), row(text.finishedOn, status.finished));
  }
  const time = `${two(now.getHours())}${language === 'id' ? '.' : ':'}${two(now.getMinutes())}`;
  const asOf = text.asOf
    .replace('{{day}}', dayText(now.toISOString(), language))
    .replace('{{time}}', time);
  return page(
    language,
    text.title,
    `<h1>${text.title}</h1><h2>${text[status.status]}</h2><p>${text[`${status.status}Means`]}</p>
<dl>${rows.join('')}</dl><p class="small">${asOf} ${text.private}</p>`,
  );
}

/** The same for a code that nobody has and for what is no code at all. */
export function troublePage(trouble: Trouble, language: Language): string {
  const text = words[language];
  return page(
    language,
    text.title,
    `<h1>${text.title}</h1><h2>${text[trouble]}</h2><p>${text[`${trouble}Means`]}</p>`,
  );
}

function page(language: Language, title: string, content: string): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${STYLE}</style></head>
<body><main>${content}</main></body></html>
`;
}

/** A day, or the day of a moment where this server stands. */
function dayText(moment: string, language: Language): string {
  const day = moment.length === 10 ? moment : dayOf(new Date(moment));
  return new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(day));
}

const two = (value: number) => String(value).padStart(2, '0');
