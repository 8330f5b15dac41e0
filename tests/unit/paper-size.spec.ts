import { expect, test } from '@playwright/test';
import { paperSize } from '../../renderer/views/summaries/paper-size.ts';

test('paper is US Letter where people write on it, and A4 elsewhere', () => {
  const sizes = ['en-US', 'en', 'es-MX', 'fr-CA', 'en-GB', 'de', 'pl-PL', 'ja', 'pt-BR'].map(
    paperSize,
  );
  expect(sizes).toEqual([...Array(4).fill('letter'), ...Array(5).fill('A4')]);
});
