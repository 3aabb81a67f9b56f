import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const css = readFileSync(
  path.resolve(import.meta.dirname, '../../../renderer/ui/tokens.css'),
  'utf8',
);
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');

function colours(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value!]),
  );
}

/** Relative luminance (WCAG 2.2). */
function luminance(hex: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r, g, b] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}

const grounds = ['paper', 'sheet', 'chosen', 'hover'];
const pairs: [front: string, back: string, least: number][] = [
  ...grounds.flatMap((back): [string, string, number][] => [
    ['ink', back, 7],
    ['ink-soft', back, 4.5],
    ['accent', back, 4.5],
    ['alarm', back, 4.5],
  ]),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-deep', 4.5],
  ['sheet', 'alarm', 4.5],
  ['leaf-ink', 'leaf', 4.5],
  ['sheet', 'ink-soft', 4.5],
  ['ink', 'well', 7],
  ['ink-soft', 'well', 4.5],
  ['alarm', 'alarm-wash', 4.5],
  ['ink', 'alarm-wash', 4.5],
  // Borders of fields (WCAG 2.2, 1.4.11).
  ['line-firm', 'sheet', 3],
  ['line-firm', 'paper', 3],
];

test.each([
  ['light', colours(light)],
  ['dark', { ...colours(light), ...colours(dark) }],
])('every text and border of the %s theme can be read (WCAG 2.2 AA)', (_, theme) => {
  for (const [front, back, least] of pairs) {
    const ratio = contrast(theme[front]!, theme[back]!);
    expect(ratio, `${front} on ${back}`).toBeGreaterThanOrEqual(least);
  }
});
