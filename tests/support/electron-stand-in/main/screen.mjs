// @ts-check
import { afterReady } from './app.mjs';
import { strict } from './strict.mjs';

/** One screen, with a panel along its top. */
const display = strict('Display', {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 32, width: 1920, height: 1048 },
});

const read = () => {
  afterReady('screen');
  return display;
};

export const screen = strict('screen', {
  getPrimaryDisplay: read,
  getAllDisplays: () => [read()],
  getDisplayNearestPoint: read,
  getCursorScreenPoint: () => ({ x: 960, y: 540 }),
});
