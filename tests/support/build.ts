import { prepare } from '../../scripts/prepare.mjs';

/**
 * No test runs against a build older than its sources. What does not build fails the tests that
 * open it, and no others.
 */
export default async function build(): Promise<void> {
  await prepare({ tests: true }).catch((error) => console.error(error.message));
}
