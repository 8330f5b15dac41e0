import { expect, test } from '@playwright/test';
import { repeatedNonces } from '../support/nonces.ts';

test('no nonce comes twice in 1,000,000 seals', async () => {
  expect(await repeatedNonces(1_000_000)).toBe(0);
});
