import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { LontarError } from '../../../../shared/contract/error.ts';

/** An element: its children by local name, or its text; of several with one name an array. */
export type Xml = string | { [name: string]: Xml | Xml[] };

const MOST_CHARACTERS = 1 << 20;
const MOST_TAGS = 20_000;
const MOST_DEPTH = 32;

/**
 * Reads a device's XML without namespaces' prefixes. Nothing in it is ever expanded or fetched:
 * a document that declares anything is refused before the parser sees it.
 * @param root the local name that the document must have
 * @throws `scanning.bad-answer`
 */
export function parseXml(text: string, root: string): Xml {
  const refuse = (reason: string) => new LontarError('scanning.bad-answer', { reason });
  if (text.length > MOST_CHARACTERS) throw refuse('too long');
  if (/<!\s*(DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION|\[)/i.test(text)) throw refuse('doctype');
  checkShape(text, refuse);
  if (XMLValidator.validate(text) !== true) throw refuse('not XML');
  const parser = new XMLParser({
    processEntities: false,
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
    ignorePiTags: true,
    maxNestedTags: MOST_DEPTH,
  });
  let tree: unknown;
  try {
    tree = parser.parse(text);
  } catch {
    throw refuse('not XML');
  }
  const found = typeof tree === 'object' && tree !== null ? child(tree as Xml, root) : undefined;
  if (found === undefined) throw refuse(`no ${root}`);
  return found;
}

function checkShape(text: string, refuse: (reason: string) => LontarError): void {
  let tags = 0;
  let depth = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    if (++tags > MOST_TAGS) throw refuse('too many elements');
    const next = text[at + 1];
    if (next === '?' || next === '!') continue;
    const end = text.indexOf('>', at);
    if (next === '/') depth--;
    else if (end !== -1 && text[end - 1] !== '/') depth++;
    if (depth > MOST_DEPTH) throw refuse('too deep');
  }
}

/** The first child of that name. */
export function child(xml: Xml | undefined, name: string): Xml | undefined {
  return children(xml, name)[0];
}

export function children(xml: Xml | undefined, name: string): Xml[] {
  if (typeof xml !== 'object' || !Object.hasOwn(xml, name)) return [];
  const found = xml[name]!;
  return Array.isArray(found) ? found : [found];
}

/** The text at the end of a path of names, or an empty one. */
export function textAt(xml: Xml | undefined, ...path: string[]): string {
  let at = xml;
  for (const name of path) at = child(at, name);
  if (typeof at === 'string') return plain(at);
  const own = child(at, '#text');
  return typeof own === 'string' ? plain(own) : '';
}

export function numberAt(xml: Xml | undefined, ...path: string[]): number | null {
  const text = textAt(xml, ...path);
  const value = Number(text);
  return text !== '' && Number.isFinite(value) ? value : null;
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five names that XML itself knows; everything else stays as it was written. */
function plain(text: string): string {
  return text
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => NAMED[name]!)
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .trim()
    .slice(0, 1_000);
}
