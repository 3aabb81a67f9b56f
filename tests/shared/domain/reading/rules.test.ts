import { describe, expect, it } from 'vitest';
import { partsOf } from '../../../../shared/domain/reading/letter.ts';
import { labelOf, labels } from '../../../../shared/domain/reading/labels.ts';
import { rules } from '../../../../shared/domain/reading/rules.ts';
import { suggestFields } from '../../../../shared/domain/reading/suggest.ts';
import { writtenPage } from './written-page.ts';

describe('every rule reads the letter that it is for', () => {
  it.each(rules.map((rule) => [`${rule.field}: ${rule.name}`, rule] as const))('%s', (_, rule) => {
    const pages = [writtenPage(rule.example)];
    expect(rule.find(partsOf(pages)).map(({ value }) => value)).toContain(rule.expected);
    // All rules together come to the same, surely enough to be proposed.
    const suggestion = suggestFields(pages)[rule.field];
    expect(suggestion.value).toBe(rule.expected);
    expect(suggestion.confidence).toBeGreaterThan(0.4);
    expect(suggestion.boxes.length).toBeGreaterThan(0);
  });
});

describe('every label is found in its example', () => {
  it.each(labels.map((label) => [label.example, label] as const))('%s', (example, { label }) => {
    expect(labelOf(example.split(' '))?.label).toBe(label);
  });
});
