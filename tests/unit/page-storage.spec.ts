import { expect, test } from '@playwright/test';
import { forget, keep, kept } from '../../renderer/views/page-storage.ts';

const NAMES = ['welcomed', 'lock-after', 'blur-titles', 'locked'] as const;

test.afterEach(() => {
  stand({ localStorage: undefined, sessionStorage: undefined });
});

test('what the page keeps has names that stay as they are', () => {
  const [local, session] = [new Map<string, string>(), new Map<string, string>()];
  stand({ localStorage: storageIn(local), sessionStorage: storageIn(session) });
  for (const name of NAMES) keep(name, `the value of ${name}`);
  expect(Object.fromEntries(local)).toEqual({
    'staff-journal-welcomed': 'the value of welcomed',
    'staff-journal-lock-after': 'the value of lock-after',
    'staff-journal-blur-titles': 'the value of blur-titles',
  });
  expect(Object.fromEntries(session)).toEqual({ 'staff-journal-locked': 'the value of locked' });
  expect(NAMES.map(kept)).toEqual(NAMES.map((name) => `the value of ${name}`));
  NAMES.forEach(forget);
  expect([...local, ...session]).toEqual([]);
});

test('where a page may keep nothing, nothing is kept and nothing breaks', () => {
  for (const place of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(globalThis, place, {
      configurable: true,
      get() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
  }
  for (const name of NAMES) {
    keep(name, 'yes');
    expect(kept(name)).toBe(null);
    forget(name);
  }
});

function storageIn(map: Map<string, string>) {
  return {
    getItem: (key: string) => map.get(key) ?? null,
    setItem: (key: string, value: string) => void map.set(key, value),
    removeItem: (key: string) => void map.delete(key),
  };
}

function stand(places: Record<string, unknown>) {
  for (const [name, value] of Object.entries(places)) {
    Object.defineProperty(globalThis, name, { configurable: true, writable: true, value });
  }
}
