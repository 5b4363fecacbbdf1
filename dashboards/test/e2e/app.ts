import { AxeBuilder } from '@axe-core/playwright';
import { mkdirSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import { executablePath, isPresent, launch } from '../../scripts/browser.mjs';
import { startMock, type Mock } from '../mock/server.mjs';

const SHOTS = 'target/screenshots';

/** What tests look at: the same names mean another server and another page in each. */
export let mock: Mock;
export let page: Page;
let browser: Browser | undefined;
let context: BrowserContext | undefined;
/** What the browser complained about: scripts that failed, policies that were broken. */
let complaints: string[] = [];

type Scheme = 'light' | 'dark';

if (!isPresent()) {
  console.warn(`End-to-end tests are skipped: there is no browser at ${executablePath} (Debian: apt-get install chromium).`);
}
// Of the file that imports this.
afterAll(() => browser?.close());

/** Tests that each get a server, and a browser that remembers nothing. */
export function eachOnItsOwn(name: string, tests: () => void) {
  inBrowser(name, () => {
    beforeEach(async () => {
      mock = await startMock();
      await open('light');
    });
    afterEach(stop);
    tests();
  });
}

/** Tests that change nothing: one server and one member who is signed in once, in these colours. */
export function sharing(name: string, scheme: Scheme, email: string, tests: () => void) {
  inBrowser(name, () => {
    beforeAll(async () => {
      mock = await startMock();
      await open(scheme);
      await signIn(email);
    });
    afterAll(stop);
    tests();
  });
}

function inBrowser(name: string, tests: () => void) {
  describe.skipIf(!isPresent())(name, () => {
    beforeAll(() => void mkdirSync(SHOTS, { recursive: true }));
    afterEach(() => expect(complaints.splice(0)).toEqual([]));
    tests();
  });
}

async function stop() {
  await context?.close();
  context = undefined;
  await mock.stop();
}

export async function open(colorScheme: Scheme, viewport = { width: 1440, height: 900 }) {
  await context?.close();
  complaints = [];
  browser ??= await launch();
  context = await browser.newContext({ colorScheme, viewport, reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'Europe/London', acceptDownloads: true });
  page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) {
      complaints.push(message.text());
    }
  });
}

export async function signIn(email = 'ada@example.com', path = '/') {
  await page.goto(mock.url + path);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('demo-password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('#main h1').waitFor();
  await settled();
}

export async function settled() {
  await page.waitForFunction(() => document.querySelectorAll('main [aria-busy=true]').length === 0, undefined, { timeout: 60_000 });
  await page.evaluate(() => document.fonts.ready);
}

/** As the page is now; what comes later is worth waiting for first. */
export async function snapshot(name: string) {
  await page.screenshot({ path: `${SHOTS}/${name}.png` });
}

export async function picture(name: string) {
  await settled();
  await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
}

export async function expectAccessible() {
  // Legacy: without a second page for what frames find, since we have none; a third faster.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
  expect(violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
}

export const main = () => page.locator('#main');
