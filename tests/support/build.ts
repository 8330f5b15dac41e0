import { prepare } from '../../scripts/prepare.mjs';

/** No test ever runs against a build older than its sources. */
export default async function build(): Promise<void> {
  await prepare({ tests: true });
}
