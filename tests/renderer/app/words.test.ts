import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAst } from 'vite';
import { expect, test } from 'vitest';
import { actions, groups } from '../../../renderer/app/keys.ts';
import { operations } from '../../../shared/contract/api.ts';
import en from '../../../shared/i18n/en.json' with { type: 'json' };
import id from '../../../shared/i18n/id.json' with { type: 'json' };
import cliEn from '../../../shared/i18n/cli.en.json' with { type: 'json' };
import cliId from '../../../shared/i18n/cli.id.json' with { type: 'json' };

type Sections = Record<string, Record<string, string>>;
const languages: Record<string, Sections> = { id, en };
const root = path.resolve(import.meta.dirname, '../../..');
const sourcesIn = (pattern: string) =>
  globSync(pattern, { cwd: root }).map((file) => ({
    file,
    text: readFileSync(path.join(root, file), 'utf8'),
  }));
const renderer = sourcesIn('renderer/**/*.{ts,tsx}');
const keys = Object.entries(id as Sections).flatMap(([section, words]) =>
  Object.keys(words).map((key) => `${section}:${key}`),
);

const shape = (sections: Sections) =>
  Object.entries(sections).map(([section, words]) => [section, Object.keys(words)]);
const named = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();

test('both languages have the same keys in the same order', () => {
  expect(shape(en)).toEqual(shape(id));
});

test('both languages name the same data in each text, and no text is empty', () => {
  for (const [section, words] of Object.entries(id as Sections)) {
    for (const [key, text] of Object.entries(words)) {
      const other = (en as Sections)[section]![key]!;
      expect(named(other), `${section}:${key}`).toEqual(named(text));
      expect(text.trim() && other.trim(), `${section}:${key}`).not.toBe('');
    }
  }
});

test('every key that the window uses has words', () => {
  const sections = Object.keys(id).join('|');
  const used = new RegExp(`['\`]((?:${sections}):[\\w.-]+)['\`]`, 'g');
  const found = renderer.flatMap(({ text }) => [...text.matchAll(used)].map(([, key]) => key!));
  expect(found.length).toBeGreaterThan(150);
  for (const key of found) expect(keys).toContain(key);
});

test('every word is used somewhere', () => {
  const text = renderer.map((source) => source.text).join('\n');
  const made = [...text.matchAll(/[`']([a-zA-Z]+:[\w.-]*)\$\{/g)].map(([, start]) => start!);
  const unused = keys.filter(
    (key) => !text.includes(`'${key}'`) && !made.some((start) => key.startsWith(start)),
  );
  expect(unused).toEqual([]);
});

test('every action and group of keys has its word', () => {
  for (const action of Object.keys(actions)) expect(keys).toContain(`actions:${action}`);
  for (const group of groups) expect(keys).toContain(`keyGroups:${group}`);
});

test('every code that the core or main refuses with is explained in both languages', () => {
  const sources = [
    ...sourcesIn('electron/**/*.ts'),
    ...sourcesIn('server/**/*.ts'),
    ...sourcesIn('shared/**/*.ts'),
  ];
  const said = /new LontarError\(\s*'([^']+)'|'((?:file|pdf|disk|scanning|blob)\.[a-z-]+)'/g;
  const codes = new Set(
    sources.flatMap(({ text }) => [...text.matchAll(said)].map((match) => match[1] ?? match[2]!)),
  );
  for (const name of Object.keys(operations)) codes.delete(name);
  expect(codes.size).toBeGreaterThan(50);
  const unexplained = [...codes].filter(
    (code) =>
      !Object.hasOwn(cliId.errors, code) &&
      !keys.includes(`errors:${code}`) &&
      !keys.includes(`findings:${code}`),
  );
  expect(unexplained).toEqual([]);
  for (const sections of Object.values(languages))
    expect(sections.errors).toHaveProperty('internal');
});

interface Node {
  type: string;
  [field: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value;

function* nodesIn(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) yield* nodesIn(child);
    }
  }
}

const spoken = new Set(['aria-label', 'aria-description', 'title', 'placeholder', 'alt', 'label']);
const brand = 'Lontar';
const saysSomething = (value: unknown) =>
  typeof value === 'string' && /\p{L}/u.test(value) && value !== brand;

/** Words written into JSX instead of the language files. */
function literalsIn(text: string): string[] {
  const found: string[] = [];
  for (const node of nodesIn(parseAst(text, { lang: 'tsx' }) as unknown as Node)) {
    if (node.type === 'JSXText' && saysSomething(node.value)) found.push(String(node.value).trim());
    if (node.type === 'JSXExpressionContainer' || node.type === 'JSXAttribute') {
      const inside = (node.type === 'JSXAttribute' ? node.value : node.expression) as Node | null;
      const name = (node.name as { name?: string } | undefined)?.name ?? '';
      const counts = node.type === 'JSXExpressionContainer' || spoken.has(name);
      const inAttribute = node.type === 'JSXExpressionContainer' && !node.inChildren;
      if (counts && !inAttribute && inside?.type === 'Literal' && saysSomething(inside.value)) {
        found.push(String(inside.value));
      }
    }
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      for (const child of node.children as Node[]) child.inChildren = true;
    }
  }
  return found;
}

test('no word stands in the code of the window', () => {
  const found = renderer
    .filter(({ file }) => file.endsWith('.tsx'))
    .map(({ file, text }) => [file, literalsIn(text)] as const)
    .filter(([, words]) => words.length > 0);
  expect(found).toEqual([]);
});

test('a word in the code would be found', () => {
  expect(literalsIn(`const a = <p>Halo</p>;`)).toEqual(['Halo']);
  expect(literalsIn(`const a = <p>{'Halo'}</p>;`)).toEqual(['Halo']);
  expect(literalsIn(`const a = <input placeholder="Nama" />;`)).toEqual(['Nama']);
  expect(literalsIn(`const a = <b className="soft">{'↑'}</b>;`)).toEqual([]);
});

test('the command line has the same words in both languages', () => {
  const leaves = (words: object): string[] =>
    Object.entries(words).flatMap(([key, word]) =>
      typeof word === 'string' ? [`${key} ${named(word)}`] : leaves(word as object),
    );
  expect(leaves(cliEn)).toEqual(leaves(cliId));
});
