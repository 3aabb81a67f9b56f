import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * That axe finds nothing on the page against WCAG 2.2 AA.
 * @param part `colours`: contrast alone, for a page that was seen in other colours before
 */
export async function expectAccessible(page: Page, part: 'all' | 'colours' = 'all'): Promise<void> {
  // Legacy: the desk has one window and no frames of another origin.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (
    part === 'all' ? axe.withTags(WCAG) : axe.withRules(['color-contrast'])
  ).analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id} ${html}`))).toEqual(
    [],
  );
}
