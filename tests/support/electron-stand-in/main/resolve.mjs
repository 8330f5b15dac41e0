// @ts-check
const STAND_IN = new URL('electron.mjs', import.meta.url).href;

/** @type {import('node:module').ResolveHook} */
export const resolve = (specifier, context, next) =>
  specifier === 'electron' ? { url: STAND_IN, shortCircuit: true } : next(specifier, context);
