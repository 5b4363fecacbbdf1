// The packed app on the real server, which a test of the server starts and hands over in the environment. The figures on
// screen are compared with what the API answers in the same session.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch } from '../../scripts/browser.mjs';
import type { ImportPage, Overview, Run, RunSubgroups } from '../../src/api/types';
import { money } from '../../src/format/money';
import { count } from '../../src/format/numbers';

const SHOTS = 'target/screenshots';
const url = given('PARLEY_URL');
const LOCALE = 'en-GB';

let browser: Browser;
let context: BrowserContext;
let page: Page;

function given(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`This test belongs to WebAppTest of the server, which sets ${name}`);
  }
  return value;
}

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  browser = await launch();
  context = await browser.newContext({ locale: LOCALE, viewport: { width: 1440, height: 1000 }, reducedMotion: 'reduce', acceptDownloads: true });
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Email').fill(given('PARLEY_EMAIL'));
  await page.getByLabel('Password', { exact: true }).fill(given('PARLEY_PASSWORD'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.locator('#main h1').waitFor();
});
afterAll(() => browser?.close());

async function api<T>(path: string): Promise<T> {
  const answer = await context.request.get(`${url}/api/v1${path}`);
  expect(answer.status()).toBe(200);
  return (await answer.json()) as T;
}

async function open(path: string) {
  await page.goto(url + path);
  await page.locator('#main h1').waitFor();
  await page.waitForFunction(() => document.querySelectorAll('main [aria-busy=true]').length === 0);
}

async function textOf(download: Download): Promise<string> {
  return readFileSync(await download.path(), 'utf8');
}

it('shows on the overview what the API says', async () => {
  await open('/');
  const overview = await api<Overview>('/reports/overview');
  expect(overview.channels.map((one) => one.channel)).toEqual(
    expect.arrayContaining(['email', 'line', 'rcs', 'sms', 'telegram', 'viber', 'whatsapp']),
  );
  const card = page.locator('table', { hasText: 'Net revenue' }).first();
  for (const totals of overview.channels) {
    const row = card.getByRole('row', { name: new RegExp(`\\b${totals.channel.replace('_', ' ')}\\b(?! business)`, 'i') });
    const text = await row.innerText();
    expect(text).toContain(count(totals.ordered, LOCALE));
    if (totals.currency !== null) {
      expect(text).toContain(money(totals.netMinor, totals.currency, LOCALE));
      expect(text).toContain(money(totals.costMinor, totals.currency, LOCALE));
    }
  }
  expect(await page.locator('#main').getByText('Sandbox').count()).toBeGreaterThan(0);
  await page.screenshot({ path: `${SHOTS}/real-overview.png`, fullPage: true });
});

it('opens the run and its balance sheet, which closes', async () => {
  const id = given('PARLEY_RUN');
  await open('/');
  await page.getByRole('link', { name: 'Open the run' }).click();
  await page.getByText('Closes to the unit').waitFor();
  expect(new URL(page.url()).pathname).toBe(`/runs/${id}`);
  const { balance } = await api<Run>(`/runs/${id}`);
  const figure = (value: number) => count(value, LOCALE);
  await page
    .getByRole('group', {
      name: `${figure(balance.targeted)} targeted = ${figure(balance.sent)} sent + ${figure(balance.failed)} failed + ${figure(balance.skipped)} skipped + ${figure(balance.deferred)} deferred + ${figure(balance.unknown)} unknown + ${figure(balance.pending)} pending`,
    })
    .waitFor();
  await page.screenshot({ path: `${SHOTS}/real-run.png`, fullPage: true });
});

it('compares within each country as the API does', async () => {
  const id = given('PARLEY_RUN');
  await open(`/runs/${id}?within=country`);
  const card = page.getByRole('region', { name: 'Comparison by country', exact: true });
  await card.getByRole('row', { name: /^Everybody/ }).first().waitFor();
  const told = await api<RunSubgroups>(`/runs/${id}/report/subgroups/country`);
  const primary = [...told.whole, ...told.answers].filter((one) => one.kpi === 'conversionItt');
  expect(await card.getByText(told.note).count()).toBe(1);
  expect(await card.locator('tbody tr').count()).toBe(primary.length);
  await page.screenshot({ path: `${SHOTS}/real-subgroups.png`, fullPage: true });
});

it('downloads the ROI file, which has the sum of its control totals', async () => {
  await open(`/runs/${given('PARLEY_RUN')}`);
  const downloads: Download[] = [];
  page.on('download', (download) => downloads.push(download));
  await page.getByRole('button', { name: 'Download ROI' }).click();
  await expect.poll(() => downloads.length, { timeout: 60_000 }).toBe(2);
  const texts = await Promise.all(downloads.map(textOf));
  const csv = texts.find((text) => text.startsWith('schema_version,')) ?? '';
  const totals = JSON.parse(texts.find((text) => text.startsWith('{')) ?? '{}') as { sha256: string };
  expect(csv.trim().split('\n').length).toBeGreaterThan(3);
  expect(createHash('sha256').update(csv).digest('hex')).toBe(totals.sha256);
});

it('imports contacts and hands out the rows that were rejected', async () => {
  await open('/imports');
  const csv = 'external_id,email\nweb-1,web-1@example.org\n,nobody@example.org\n';
  await page.locator('input[type=file]').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.getByRole('button', { name: 'Start the import' }).click();
  const link = page.getByRole('link', { name: 'Download the 1 rejected rows of people.csv' });
  await link.waitFor();
  const [rejects] = await Promise.all([page.waitForEvent('download'), link.click()]);
  expect(await textOf(rejects)).toMatch(/line,column,reason\r?\n3,external_id,/);
  const file = (await api<ImportPage>('/imports')).items[0];
  expect(file).toMatchObject({ fileName: 'people.csv', state: 'finished', rowsRead: 2, rowsApplied: 1, rowsRejected: 1 });
});
