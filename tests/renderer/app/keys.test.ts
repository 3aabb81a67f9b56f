import { expect, test } from 'vitest';
import {
  actions,
  actionsFor,
  ariaKeys,
  belongsTo,
  groups,
  keyText,
  nameOfKey,
} from '../../../renderer/app/keys.ts';
import type { Action, Pressed } from '../../../renderer/app/keys.ts';

const all = Object.keys(actions) as Action[];
const pressed = (key: string, held: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...held,
});

test('a key means one thing in a group, and nothing else than everywhere', () => {
  for (const group of groups) {
    const here = all.filter((action) => [group, 'everywhere'].includes(actions[action].group));
    const keys = here.flatMap((action) => actions[action].keys);
    expect(keys.length, group).toBe(new Set(keys).size);
  }
});

test('every action belongs to a group that the help shows', () => {
  const shown: readonly string[] = groups;
  for (const action of all) expect(shown).toContain(actions[action].group);
});

test('a pressed key is named as the list spells it', () => {
  expect(nameOfKey(pressed('F2'))).toBe('F2');
  expect(nameOfKey(pressed('Enter', { ctrlKey: true }))).toBe('Ctrl+Enter');
  expect(nameOfKey(pressed('n', { ctrlKey: true }))).toBe('Ctrl+N');
  expect(nameOfKey(pressed('s', { metaKey: true }))).toBe('Ctrl+S');
  expect(nameOfKey(pressed('?', { shiftKey: true }))).toBe('?');
  expect(nameOfKey(pressed('+', { ctrlKey: true }))).toBe('Ctrl++');
});

test('every key of the list can be pressed', () => {
  for (const action of all) {
    for (const name of actions[action].keys) {
      const ctrlKey = name.startsWith('Ctrl+');
      const key = ctrlKey ? name.slice('Ctrl+'.length) : name;
      expect(actionsFor(nameOfKey(pressed(key, { ctrlKey }))), name).toContain(action);
    }
  }
});

test('a text field keeps the keys that write; a list those that choose; a button its Enter', () => {
  expect(belongsTo('text', '/')).toBe(true);
  expect(belongsTo('text', 'Enter')).toBe(true);
  expect(belongsTo('text', 'Ctrl+Z')).toBe(true);
  expect(belongsTo('text', 'Ctrl+Enter')).toBe(false);
  expect(belongsTo('text', 'F2')).toBe(false);
  expect(belongsTo('choice', 'B')).toBe(true);
  expect(belongsTo('text', 'ArrowLeft')).toBe(true);
  expect(belongsTo('text', 'Delete')).toBe(true);
  expect(belongsTo('choice', 'ArrowDown')).toBe(true);
  expect(belongsTo('choice', 'Delete')).toBe(false);
  expect(belongsTo('choice', 'Ctrl+Delete')).toBe(false);
  expect(belongsTo('button', 'ArrowRight')).toBe(false);
  expect(belongsTo('button', 'Enter')).toBe(true);
  expect(belongsTo('button', '/')).toBe(false);
  expect(belongsTo(null, 'Enter')).toBe(false);
});

test('keys are shown as printed on the keyboard, and told to screen readers by their names', () => {
  expect(keyText('Escape')).toBe('Esc');
  expect(keyText('Ctrl+Delete')).toBe('Ctrl+Del');
  expect(keyText('Ctrl++')).toBe('Ctrl++');
  expect(ariaKeys('submit')).toBe('Control+Enter');
});
