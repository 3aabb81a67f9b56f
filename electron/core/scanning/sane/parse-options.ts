import type { DeviceOption } from '../../../../shared/contract/scanning.ts';

/**
 * Reads what `scanimage -A` prints, one option after another:
 * `    --mode Lineart|Gray|Color [Color]` with a description eight deep below it, under group
 * headings two deep. Drivers put nearly anything into names and values, also brackets.
 */
export function parseOptions(text: string): DeviceOption[] {
  const options: DeviceOption[] = [];
  let group = '';
  for (const line of text.split('\n')) {
    const indent = line.length - line.trimStart().length;
    const content = line.trim();
    if (content === '') continue;
    if (indent <= 4 && /^--?[a-zA-Z]/.test(content)) {
      options.push(parseOption(content, group));
    } else if (indent <= 3 && content.endsWith(':')) {
      group = content.slice(0, -1);
    } else if (indent >= 6) {
      const last = options.at(-1);
      if (last) last.description = `${last.description} ${content}`.trim();
    }
  }
  return options.filter((option) => option.name !== 'print-options');
}

function parseOption(content: string, group: string): DeviceOption {
  const { head, tags } = takeTags(content);
  const name = /^--?([a-zA-Z0-9_-]+?)(?=$|[\s[=])/.exec(head)?.[1] ?? '';
  const rest = head.slice(head.indexOf(name) + name.length).trim();
  const flags = new Set(tags.filter((tag) => FLAGS.has(tag)));
  const current = tags.find((tag) => !FLAGS.has(tag)) ?? null;
  return {
    name,
    group,
    description: '',
    ...parseConstraint(rest),
    current,
    active: !flags.has('inactive'),
    settable: !flags.has('read-only') && !flags.has('hardware'),
    advanced: flags.has('advanced'),
  };
}

const FLAGS = new Set(['inactive', 'advanced', 'read-only', 'hardware', 'emulated']);

/** Bracketed words at the end, brackets within them balanced: ` [24bit Color[Fast]] [advanced]`. */
function takeTags(content: string): { head: string; tags: string[] } {
  let head = content;
  const tags: string[] = [];
  while (head.endsWith(']')) {
    let depth = 0;
    let at = head.length - 1;
    for (; at >= 0; at--) {
      if (head[at] === ']') depth++;
      if (head[at] === '[' && --depth === 0) break;
    }
    // A bracket without a space before it belongs to a value, or is the `[=(yes|no)]` of a switch.
    if (at < 1 || head[at - 1] !== ' ') break;
    tags.unshift(head.slice(at + 1, -1));
    head = head.slice(0, at).trimEnd();
  }
  return { head, tags };
}

type Constraint = Pick<DeviceOption, 'kind' | 'values' | 'range' | 'unit'>;
const UNIT = '(pel|bit|mm|dpi|%|us)?';
const NUMBER = '-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?';
const RANGE = new RegExp(
  `^(?:auto\\|)?(${NUMBER})\\.\\.(${NUMBER})${UNIT}(?:,\\.\\.\\.)?(?: \\(in steps of (${NUMBER})\\))?$`,
);
const LIST = new RegExp(`^(${NUMBER}(?:\\|${NUMBER})*)${UNIT}(?:,\\.\\.\\.)?$`);

function parseConstraint(rest: string): Constraint {
  const none = { values: [], range: null, unit: '' };
  if (rest === '') return { ...none, kind: 'button' };
  const boolean = /^\[=\(((?:\w+\|)*\w+)\)\]$/.exec(rest);
  if (boolean) return { ...none, kind: 'boolean', values: boolean[1]!.split('|') };
  if (/^(?:auto\|)?<string>/.test(rest)) return { ...none, kind: 'text' };
  if (/^(?:auto\|)?<(int|float)>/.test(rest)) return { ...none, kind: 'number' };
  const range = RANGE.exec(rest);
  if (range) {
    const [, min, max, unit = '', step] = range;
    const numbers = { min: Number(min), max: Number(max), step: Number(step ?? 0) };
    return { ...none, kind: 'range', range: numbers, unit };
  }
  const words = rest.split('|').filter((word) => word !== '');
  const list = LIST.exec(words.filter((word) => word !== 'auto').join('|'));
  if (list) return { ...none, kind: 'list', values: list[1]!.split('|'), unit: list[2] ?? '' };
  return { ...none, kind: 'choice', values: words };
}
