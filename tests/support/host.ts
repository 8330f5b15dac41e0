import type { LaunchOptions, Page } from '@playwright/test';
import { findElectron } from '../../scripts/electron.mjs';
import { launchElectron } from './electron.ts';
import { launchStandIn } from './electron-stand-in/launch.ts';

type ElectronModule = typeof Electron.CrossProcessExports;

/** The app running in Electron, or on the stand-in for it. Specs know no difference. */
export interface Host {
  /** Where the page believes it is. */
  readonly origin: string;
  /** Settles with the exit code of the app's process. */
  readonly exited: Promise<number | null>;
  windows(): Page[];
  /** The next window that opens a page. */
  nextWindow(): Promise<Page>;
  /** Runs a function in the app's main process; it may use nothing from outside itself. */
  evaluate<Result>(
    run: (electron: ElectronModule, argument: string) => Result | Promise<Result>,
    argument?: string,
  ): Promise<Result>;
  /** Starts the app once more on the same journal, perhaps with other arguments; answers the exit code. */
  startAgain(args?: readonly string[]): Promise<number | null>;
  /** Quits as a writer does, and waits until the process has ended. */
  close(): Promise<void>;
  /** Ends the process without asking it. */
  kill(): Promise<void>;
}

export interface HostOptions {
  /** The built main. */
  readonly main: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** For the browser, where one stands in. */
  readonly launchOptions: LaunchOptions;
}

export type LaunchHost = (options: HostOptions) => Promise<Host>;

const runtimeIsThere = findElectron() !== null;

/** For the first line of a run. */
export const HOST_NAME = runtimeIsThere ? 'Electron' : 'a stand-in for Electron over Chromium';
export const launchHost: LaunchHost = runtimeIsThere ? launchElectron : launchStandIn;
