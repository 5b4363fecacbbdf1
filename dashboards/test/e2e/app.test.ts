import { AxeBuilder } from '@axe-core/playwright';
import { mkdirSync, readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Download, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { executablePath, isPresent, launch } from '../../scripts/browser.mjs';
import { startMock, type Mock } from '../mock/server.mjs';

const SHOTS = 'target/screenshots';

if (!isPresent()) {
  console.warn(`End-to-end tests are skipped: there is no browser at ${executablePath} (Debian: apt-get install chromium).`);
}

describe.skipIf(!isPresent())('the app', () => {
  let browser: Browser;
  let mock: Mock;
  let context: BrowserContext;
  let page: Page;
  /** What the browser complained about: scripts that failed, policies that were broken. */
  let complaints: string[];

  beforeAll(async () => {
    mkdirSync(SHOTS, { recursive: true });
    browser = await launch();
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    mock = await startMock();
    await open('light');
  });
  afterEach(async () => {
    await context.close();
    await mock.stop();
    expect(complaints).toEqual([]);
  });

  async function open(colorScheme: 'light' | 'dark', viewport = { width: 1440, height: 900 }) {
    await context?.close();
    context = await browser.newContext({ colorScheme, viewport, reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'Europe/London', acceptDownloads: true });
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    complaints = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) {
        complaints.push(message.text());
      }
    });
  }

  async function signIn(email = 'ada@example.com', path = '/') {
    await page.goto(mock.url + path);
    await page.getByLabel('Email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('demo-password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('#main h1').waitFor();
    await settled();
  }

  async function settled() {
    await page.waitForFunction(() => document.querySelectorAll('main [aria-busy=true]').length === 0, undefined, { timeout: 60_000 });
    await page.evaluate(() => document.fonts.ready);
  }

  async function picture(name: string) {
    await settled();
    await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true });
  }

  async function expectAccessible() {
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
    expect(violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html).join(' | ')}`)).toEqual([]);
  }

  const main = () => page.locator('#main');

  it('asks who is there, says what is missing or wrong, and then goes where one was going', async () => {
    await page.goto(`${mock.url}/runs/42`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Enter your password').waitFor();
    await page.getByLabel('Email').fill('ada@example.com');
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('This email and password do not match').waitFor();
    await picture('sign-in-refused');
    await page.getByLabel('Password', { exact: true }).fill('demo-password');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Autumn tasting box' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/runs/42');
  });

  it('compares chat with email on the overview', async () => {
    await signIn();
    const conversion = page.getByRole('region', { name: 'Conversion by assignment', exact: true });
    expect(await conversion.innerText()).toContain('3.90%');
    expect(await conversion.innerText()).toContain('3.55% – 4.28%');
    expect(await conversion.innerText()).toContain('+114% lift');
    await page.getByText('Chat read and email open are measured differently; compare clicks, replies, orders and revenue per assigned person.').waitFor();
    await page.getByText('1,284 events are still under way').waitFor();
    expect(await main().getByText('Sandbox').count()).toBeGreaterThan(0);
    expect(await main().getByText('reference, not measured').count()).toBe(0);
    await page.getByRole('img', { name: /Bar chart/ }).locator('svg').waitFor();
    await page.getByRole('button', { name: 'Show as table' }).click();
    await page.getByRole('row', { name: /Ordered 421/ }).waitFor();
  });

  it('opens every KPI to its definition, by keyboard too', async () => {
    await signIn();
    await page.getByRole('button', { name: 'Definition of Conversion by assignment' }).focus();
    await page.keyboard.press('Enter');
    const definition = page.getByRole('dialog');
    await definition.getByText('No value where nobody was assigned').waitFor();
    expect(await definition.innerText()).toMatch(/Numerator\s+People assigned to the arm who bought/);
    await page.keyboard.press('Escape');
    await definition.waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Definition of Conversion by assignment');
  });

  it('shows a balance sheet that closes, and money of each arm', async () => {
    await signIn('ada@example.com', '/runs/42');
    await page.getByText('Closes to the unit').waitFor();
    await page
      .getByRole('group', { name: '24,000 targeted = 19,572 sent + 182 failed + 4,235 skipped + 0 deferred + 11 unknown + 0 pending' })
      .waitFor();
    const arm = page.getByRole('row', { name: /Viber carousel Viber, then SMS/ });
    expect(await arm.innerText()).toMatch(/£14,374\.15[\s\S]*£204\.49[\s\S]*2,712%/);
    // who was reached on which channel of the arm stands below it
    expect(await page.getByRole('row', { name: /^SMS/ }).innerText()).toMatch(/853\s+836\s+91\s+67\s+22\s+19/);
    await page.getByRole('button', { name: /1,206 skipped in Viber carousel/ }).click();
    await page.getByText('731').waitFor();
  });

  it('writes a dash with its reason where there is no value, never a zero', async () => {
    await signIn('ada@example.com', '/runs/40');
    const delivery = page.getByRole('row', { name: /Delivery rate/ });
    const dash = delivery.getByRole('note', { name: 'No value where nothing was sent.' });
    expect(await dash.innerText()).toBe('—');
    // Only a reader who moves by keyboard is shown tooltips on focus.
    await page.keyboard.press('Tab');
    await dash.focus();
    await page.getByRole('tooltip').getByText('No value where nothing was sent.').waitFor();
    expect(await delivery.innerText()).not.toContain('0.0%');
    await page.getByText('Email: reference, not measured.').waitFor();
  });

  it('follows a run while it is sent, pauses it, resumes it and asks before it cancels', async () => {
    await signIn('mia@example.com', '/runs/43');
    const bar = page.getByRole('progressbar', { name: 'Progress of the run' });
    const first = Number(await bar.getAttribute('aria-valuenow'));
    await page.waitForFunction(
      (before) => Number(document.querySelector('[aria-label="Progress of the run"]')?.getAttribute('aria-valuenow')) > before,
      first,
    );
    await page.getByText('Closes to the unit').waitFor();
    await picture('run-live-light');
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Standing still').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    const question = page.getByRole('dialog', { name: 'Cancel this run?' });
    await question.getByText('cannot be called back').waitFor();
    await question.getByRole('button', { name: 'Cancel the run' }).click();
    await main().getByText('Cancelled', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Download ROI' }).count()).toBe(0);
  });

  it('tells why the server refused a move', async () => {
    await signIn('mia@example.com', '/runs/41');
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('dialog').getByText('The account is still refused by the provider').waitFor();
  });

  it('hands finance the CSV and its control totals in one press', async () => {
    await signIn('fin@example.com', '/runs/42');
    expect(await page.getByRole('button', { name: 'Pause' }).count()).toBe(0);
    const downloads: Download[] = [];
    page.on('download', (download) => downloads.push(download));
    await page.getByRole('button', { name: 'Download ROI' }).click();
    await page.getByText('4 lines are ready.').waitFor();
    await expect.poll(() => downloads.map((one) => one.suggestedFilename()), { timeout: 20_000 }).toEqual(['parley-roi-8.csv', 'parley-roi-8-control-totals.json']);
    const [csv, totals] = await Promise.all(downloads.map(async (one) => readFileSync(await one.path(), 'utf8')));
    expect(csv).toMatch(/^schema_version,/);
    expect(JSON.parse(totals ?? '')).toHaveProperty('sha256');
    expect(mock.world.exports.items[0]?.run).toBe(42);
  });

  it('lists exports with their sums, and opens the control totals', async () => {
    await signIn('fin@example.com', '/exports');
    await page.getByText('ROI export 7').waitFor();
    await page.getByText('ClickHouse was away; try again').waitFor();
    await page.getByRole('button', { name: 'Control totals' }).click();
    const drawer = page.getByRole('dialog', { name: 'Control totals' });
    await drawer.getByRole('row', { name: /GBP refund 1 19 -612\.45/ }).waitFor();
    await expectAccessible();
    await picture('control-totals-light');
  });

  it('closes a month after asking, and offers its file in other forms', async () => {
    await signIn('fin@example.com', '/periods');
    const october = page.getByRole('row', { name: /October 2026/ });
    await october.getByRole('button', { name: 'Close' }).click();
    const dialog = page.getByRole('dialog', { name: 'Close October 2026?' });
    await dialog.getByText('The books are kept in EUR.').waitFor();
    await dialog.getByRole('button', { name: 'Close the month' }).click();
    await october.getByText('Closed by fin@example.com').waitFor();
    await october.getByRole('button', { name: 'Other forms' }).click();
    await page.getByRole('menuitem', { name: 'Excel workbook' }).click();
    await expect.poll(() => mock.world.exports.items[0]).toMatchObject({ period: '2026-10', profile: 'xlsx' });
  });

  it('has a restatement approved by somebody else only, who sees what it changes', async () => {
    await signIn('fin@example.com', '/periods');
    await page.getByRole('row', { name: /September 2026/ }).getByRole('button', { name: 'Restate' }).click();
    const drawer = page.getByRole('dialog', { name: 'Restate September 2026' });
    await drawer.getByRole('row', { name: /Refund 1 -12\.50 EUR/ }).waitFor();
    expect(await drawer.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true);
    await expectAccessible();
    await picture('restatement-light');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signIn('ada@example.com', '/periods');
    await page.getByRole('row', { name: /September 2026/ }).getByRole('button', { name: 'Restate' }).click();
    await drawer.getByRole('button', { name: 'Approve' }).click();
    await drawer.getByRole('row', { name: /decided by ada@example\.com Approved/ }).waitFor();
  });

  it('has an invoice accepted by somebody else only, who sees what it books', async () => {
    await signIn('fin@example.com', '/invoices');
    const row = page.getByRole('row', { name: /Rakuten Viber 2026-1017/ });
    await row.getByRole('button', { name: 'Reconcile' }).click();
    const drawer = page.getByRole('dialog', { name: 'Rakuten Viber 2026-1017' });
    await drawer.getByRole('row', { name: /DE.*Price and quantity differ/ }).waitFor();
    await drawer.getByText('Only in Parley').waitFor();
    expect(await drawer.getByRole('button', { name: 'Accept and book' }).isDisabled()).toBe(true);
    await expectAccessible();
    await picture('reconciliation-light');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signIn('ada@example.com', '/invoices');
    await row.getByRole('button', { name: 'Reconcile' }).click();
    await drawer.getByLabel(/Take back 21\.00 GBP/).check();
    await drawer.getByRole('button', { name: 'Accept and book +48.80 GBP' }).click();
    await drawer.getByRole('row', { name: /Accepted ada@example\.com/ }).waitFor();
    await row.getByText('+48.80 GBP').waitFor({ state: 'attached' });
    expect(mock.world.invoices.items[0]).toMatchObject({ state: 'accepted' });
  });

  it('takes an invoice with its mapping, or tells why not', async () => {
    await signIn('fin@example.com', '/invoices');
    await page.getByRole('button', { name: 'Take the invoice' }).click();
    await page.getByText('Choose the mapping of the file').waitFor();
    for (const [label, value] of [['Vendor', 'Pigeon Ltd'], ['Invoice number', 'P-1'], ['Period from', '2026-10-01'], ['Period to', '2026-10-31'], ['Currency', 'EUR'], ['Total before tax', '2.00']] as const) {
      await page.getByLabel(label).fill(value);
    }
    const files = page.locator('input[type=file]');
    await files.nth(0).setInputFiles({ name: 'october.csv', mimeType: 'text/csv', buffer: Buffer.from('a\n1.00\n') });
    await files.nth(1).setInputFiles({ name: 'mapping.json', mimeType: 'application/json', buffer: Buffer.from('{"columns": {"amount": "a"}}') });
    await page.getByRole('button', { name: 'Take the invoice' }).click();
    await page.getByText("The lines add up to 1.00 EUR, and the invoice's total is 2.00.").waitFor();
    await page.getByLabel('Total before tax').fill('1.00');
    await page.getByRole('button', { name: 'Take the invoice' }).click();
    await page.getByText('Pigeon Ltd P-1 was taken.').waitFor();
    const row = page.getByRole('row', { name: /Pigeon Ltd P-1/ });
    await row.getByRole('button', { name: 'Reconcile' }).click();
    const drawer = page.getByRole('dialog', { name: 'Pigeon Ltd P-1' });
    await drawer.getByLabel('Reason to withdraw the import').fill('The wrong file');
    await drawer.getByRole('button', { name: 'Withdraw' }).click();
    await row.getByText('withdrawn').waitFor();
    await row.getByRole('button', { name: 'Look' }).click();
    await drawer.getByText(/Withdrawn by fin@example\.com.*The wrong file/).waitFor();
  });

  it('breaks a run down by any dimension, with its figure, zone and file in the address', async () => {
    await signIn('ada@example.com', '/runs/42/by/country');
    await page.getByRole('row', { name: /United Kingdom 14,000/ }).waitFor();
    expect(await main().getByText('Everybody of the run is in one line').count()).toBe(1);
    expect(await page.getByRole('link', { name: 'CSV' }).getAttribute('href')).toBe('/api/v1/runs/42/report/by/country.csv');
    await page.getByRole('row', { name: /Germany/ }).getByRole('link').first().click();
    await page.getByText('1,204 people').waitFor();
    expect(new URL(page.url()).search).toBe('?country=DE');
    await page.goBack();
    await page.getByRole('combobox', { name: 'By' }).click();
    await page.getByRole('option', { name: 'Hour sent' }).click();
    await page.getByRole('row', { name: /^10:00 8,000/ }).waitFor();
    await page.getByText('on the clocks of Europe/London').waitFor();
    await picture('breakdown-hours');
    await page.goto(`${mock.url}/runs/42/by/segment`);
    await page.getByText('Which segments?').waitFor();
  });

  it('shows how long people took, who bought after answering, and the hours', async () => {
    await signIn('ada@example.com', '/runs/42/answers');
    await page.getByRole('row', { name: /Delivered to first click/ }).waitFor();
    expect(await page.getByRole('row', { name: /Delivered to first click/ }).innerText()).toContain('6 min 50 s');
    await page.getByRole('row', { name: /Viber carousel Wrote back 310/ }).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('region', { name: 'From answer to order' }).first().getByRole('button', { name: 'CSV' }).click()]);
    expect(readFileSync(await download.path(), 'utf8')).toContain('42,1,Viber carousel,wrote,310,62,GBP,187860');
    await picture('answers');
  });

  it('opens a figure to its people, and keeps them as a segment', async () => {
    await signIn('ada@example.com', '/runs/42');
    await page.getByRole('row', { name: /^Viber carousel/ }).first().getByRole('link', { name: '421' }).click();
    await page.getByText('421 people').waitFor();
    expect(new URL(page.url()).search).toBe('?arm=1&did=ordered');
    await page.getByRole('button', { name: 'Save as segment' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Buyers of the box');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByText('Segment “Buyers of the box” is saved').waitFor();
    expect(mock.world.segments).toEqual([{ name: 'Buyers of the box', selection: { arm: 1, did: ['ordered'] } }]);
    await picture('people');
  });

  it('asks the comparisons again by other methods, and says what was caused', async () => {
    await signIn('ada@example.com', '/runs/42');
    await page.getByRole('row', { name: /^All arms 21,612/ }).waitFor();
    await page.getByRole('button', { name: 'Ask the same by other methods' }).click();
    await page.getByRole('region', { name: 'By other methods', exact: true }).getByText('99.9%').first().waitFor();
    await picture('run-evidence');
  });

  it('says what reaching people did, against the hold-out alone', async () => {
    await signIn('ada@example.com', '/runs/42');
    const card = page.getByRole('region', { name: 'Effect on those reached (CACE)', exact: true });
    await card.getByRole('row', { name: /Effect on those reached \(CACE\): conversion.*Viber carousel Hold-out/ }).waitFor();
    expect(await card.getByRole('row', { name: /Viber carousel Email newsletter/ }).first().innerText()).toContain('No such effect: Email newsletter was delivered something else.');
    expect(await card.getByRole('link', { name: 'CSV' }).getAttribute('href')).toBe('/api/v1/runs/42/report/reached.csv');
    await card.getByRole('button', { name: 'Definition of Effect on those reached (CACE): conversion' }).first().click();
    await page.getByText('less that of the holdout').first().waitFor();
    await picture('run-reached');
  });

  it('compares within each country, as exploration, with its choice and file in the address', async () => {
    await signIn('ada@example.com', '/runs/42');
    await page.getByRole('combobox', { name: 'Compare within each' }).click();
    await page.getByRole('option', { name: 'Country' }).click();
    const card = page.getByRole('region', { name: 'Comparison by country', exact: true });
    await card.getByText(/^Exploratory: the result of this run is the comparison over everybody/).waitFor();
    await card.getByRole('row', { name: /^Everybody/ }).first().waitFor();
    expect(await card.getByRole('row', { name: /^United Kingdom/ }).first().innerText()).toContain('< 0.001');
    expect(await card.getByRole('row', { name: /^Unknown/ }).first().innerText()).toContain('Not enough data');
    expect(await page.getByRole('link', { name: 'CSV' }).last().getAttribute('href')).toBe('/api/v1/runs/42/report/subgroups/country.csv');
    await page.getByRole('combobox', { name: 'Figure' }).click();
    await page.getByRole('option', { name: 'Clicks by assignment' }).click();
    expect(new URL(page.url()).search).toBe('?within=country&figure=clickItt');
    await card.getByRole('row', { name: /^Germany/ }).first().waitFor();
    await picture('run-subgroups');
    await page.goto(`${mock.url}/runs/42?within=segment&segments=1,2`);
    await page.getByRole('row', { name: /^Buyers of last year/ }).first().waitFor();
    await page.getByText('by who was in the segments when the run began').waitFor();
  });

  it('answers questions over all runs, filters in the address', async () => {
    await signIn('ada@example.com', '/questions');
    await page.getByRole('row', { name: /June 2026 4,200/ }).waitFor();
    await picture('cohorts');
    await page.getByRole('link', { name: 'Fatigue' }).click();
    await page.getByRole('row', { name: /No. 10 and more/ }).waitFor();
    await picture('fatigue');
    await page.getByRole('link', { name: 'Hours' }).click();
    await page.getByText('Ordered', { exact: true }).click();
    await page.getByRole('heading', { name: 'Ordered by the hour of delivery' }).waitFor();
    expect(new URL(page.url()).search).toBe('?figure=ordered');
    await picture('hours');
    const runs = page.getByRole('combobox', { name: 'Runs' });
    expect(await runs.inputValue()).toBe('Simulated');
    await runs.click();
    await page.getByRole('option', { name: 'Live' }).click();
    await page.waitForURL((url) => url.search === '?figure=ordered&runs=live');
    await page.getByRole('link', { name: 'Channels' }).click();
    await page.getByText('7 further combinations').waitFor();
    await picture('channels');
  });

  it('holds models of attribution side by side, and adds up', async () => {
    await signIn('fin@example.com', '/attribution');
    await page.getByRole('row', { name: /All orders/ }).waitFor();
    expect(await page.getByRole('row', { name: /All orders/ }).innerText()).toContain('£43,000.00');
    await page.getByText('No message in the window before it').waitFor();
    await picture('attribution');
  });

  it('changes the rules for machines by a new version that begins with what is in force', async () => {
    await signIn('fin@example.com', '/machines');
    await page.getByRole('row', { name: /Networks added here 203\.0\.113\.0\/24/ }).waitFor();
    await page.getByRole('button', { name: 'Change the rules' }).click();
    const form = page.getByRole('dialog', { name: 'Change the rules' });
    expect(await form.getByLabel('Programs').inputValue()).toBe('acme-linkscan');
    await form.getByLabel('Programs').fill('acme-linkscan\n\n linkcheck ');
    await form.getByLabel('Reason').fill('Another scanner');
    await form.getByRole('button', { name: 'Change the rules' }).click();
    await page.getByRole('heading', { name: 'Rules in force: version 5' }).waitFor();
    expect(mock.world.machineRules.items[0]).toMatchObject({ agents: ['acme-linkscan', 'linkcheck'], networks: ['203.0.113.0/24'] });
  });

  it('has history judged again, approved by somebody else only, who sees whom it changes', async () => {
    await signIn('fin@example.com', '/machines');
    const row = page.getByRole('row', { name: /The gateway was found/ });
    await row.getByRole('button', { name: 'Look' }).click();
    const drawer = page.getByRole('dialog', { name: 'Rejudging 2' });
    await drawer.getByRole('row', { name: /Run 42 Clicked 1,204 1,187/ }).waitFor();
    expect(await drawer.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true);
    await expectAccessible();
    await picture('rejudging-light');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Judge again' }).click();
    const form = page.getByRole('dialog', { name: 'Judge again' });
    await form.getByLabel('From').fill('2026-11-10T00:00');
    await form.getByLabel('Until').fill('2026-11-12T00:00');
    await form.getByLabel('Reason').fill('Once more');
    await form.getByRole('button', { name: 'Judge again' }).click();
    await form.getByText('It is to be decided first.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await signIn('ada@example.com', '/machines');
    await row.getByRole('button', { name: 'Look' }).click();
    await drawer.getByRole('button', { name: 'Approve' }).click();
    await drawer.getByText(/Approved by ada@example\.com/).waitFor();
    expect(mock.world.rejudgings.items[0]).toMatchObject({ state: 'applied' });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Judge again' }).click();
    await form.getByLabel('From').fill('2026-11-10T00:00');
    await form.getByLabel('Until').fill('2026-11-12T00:00');
    await form.getByLabel('Reason').fill('Once more');
    await form.getByRole('button', { name: 'Judge again' }).click();
    await page.getByRole('row', { name: /Once more.*Judging/ }).waitFor();
    expect(mock.world.rejudgings.items[0]).toMatchObject({ from: '2026-11-10T00:00:00.000Z' });
  });

  it('plans a comparison before anything is sent', async () => {
    await signIn('mia@example.com', '/planner');
    await page.getByRole('region', { name: 'People needed in all' }).getByText('30,636').waitFor();
    await page.getByLabel('People that there are').fill('5000');
    await page.getByRole('region', { name: 'Smallest difference in sight' }).getByText('+0.74 points').waitFor();
    expect(new URL(page.url()).search).toBe('?people=5000');
    await picture('planner');
  });

  it('lists prices, says which are in force, and takes a new one', async () => {
    await signIn('fin@example.com', '/rate-cards');
    await page.getByRole('row', { name: /Viber All others Marketing 2026-01-01 superseded/ }).waitFor();
    await picture('rate-cards');
    await page.getByRole('button', { name: 'Add a price' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Price of one message').fill('0.02');
    await form.getByLabel('Currency').fill('eur');
    await form.getByLabel('Vendor').fill('Rakuten Viber');
    await form.getByLabel('In force from').fill('2099-02-01');
    await form.getByRole('button', { name: 'Add' }).click();
    await page.getByRole('row', { name: /2099-02-01 to come/ }).waitFor();
    expect(mock.world.rateCards[0]).toMatchObject({ channel: 'viber', country: null, price: '0.02', currency: 'EUR' });
  });

  it('takes a file in, and shows the server’s field errors when it does not', async () => {
    await signIn('mia@example.com', '/imports');
    await page.getByRole('button', { name: 'Start the import' }).click();
    await page.getByText('Choose a file').waitFor();
    await page.locator('input[type=file]').setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') });
    await page.getByRole('button', { name: 'Start the import' }).click();
    await page.getByRole('alert').getByText('must end in .csv, .csv.gz or .xlsx').waitFor();
    await page.locator('input[type=file]').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('external_id\n1\n') });
    await page.getByLabel('Region of phone numbers').fill('GB');
    await page.getByRole('button', { name: 'Start the import' }).click();
    await page.getByText('people.csv was taken').waitFor();
    expect(mock.world.uploads.at(-1)).toEqual({ query: { kind: 'contacts', fileName: 'people.csv', defaultRegion: 'GB' }, bytes: 14 });
    await page.getByRole('row', { name: /people\.csv/ }).waitFor();
    expect(await page.getByRole('link', { name: 'Download the 12 rejected rows of double-opt-in.csv' }).getAttribute('href')).toBe('/api/v1/imports/11/rejects');
  });

  it('offers a role only its own pages', async () => {
    await signIn('fin@example.com', '/imports');
    await page.getByText('Your role does not open this page').waitFor();
    expect(await page.getByRole('navigation', { name: 'Main' }).getByRole('link').allInnerTexts()).toEqual(['Overview', 'Runs', 'Questions', 'Attribution', 'Machine filter', 'Planner', 'Exports', 'Periods', 'Rate cards', 'Invoices']);
  });

  it('goes back to sign in when the session is lost, and after signing out', async () => {
    await signIn('ada@example.com', '/runs');
    mock.signOutEverybody();
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('heading', { name: 'Sign in to Parley' }).waitFor();
    await signIn();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in to Parley' }).waitFor();
  });

  it('says what is away, what does not exist and what is still empty', async () => {
    await signIn('ada@example.com', '/runs/999');
    await page.getByText('There is no run 999').waitFor();
    mock.world.broken.add('/runs/42/report');
    await page.goto(`${mock.url}/runs/42`);
    await page.getByText('Closes to the unit').waitFor();
    await page.getByText('ClickHouse does not answer').waitFor();
    await picture('report-away-light');
    mock.world.overview = { channels: [], latestRun: null, eventLag: { outbox: 0, oldestSeconds: 0 } };
    mock.world.runs = { items: [], next: null };
    await page.goto(mock.url);
    await page.getByText('No run yet').waitFor();
    await picture('overview-empty-light');
    await page.goto(`${mock.url}/nowhere`);
    await page.getByText('There is no such page').waitFor();
  });

  it('shows the shape of a page while it loads', async () => {
    await signIn('ada@example.com', '/runs');
    mock.world.delay = 1_500;
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.locator('main [aria-busy=true]').first().waitFor();
    await page.screenshot({ path: `${SHOTS}/overview-loading-light.png` });
  });

  it('lets the reader choose the colours, and remembers', async () => {
    await signIn();
    const scheme = () => page.evaluate(() => document.documentElement.dataset.mantineColorScheme);
    expect(await scheme()).toBe('light');
    await page.getByText('Dark', { exact: true }).click({ force: true });
    await expect.poll(scheme).toBe('dark');
    await page.reload();
    await settled();
    expect(await scheme()).toBe('dark');
  });

  it('fits a phone, menu included', async () => {
    await open('light', { width: 390, height: 844 });
    await signIn();
    await picture('overview-phone-light');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.getByRole('button', { name: 'Open the menu' }).click();
    await expectAccessible();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Runs' }).click();
    await page.getByRole('heading', { name: 'Runs', exact: true }).waitFor();
    expect(await page.getByRole('navigation', { name: 'Main' }).count()).toBe(0);
  });

  describe.each(['light', 'dark'] as const)('in %s colours', (scheme) => {
    it('signs in accessibly', async () => {
      await open(scheme);
      await page.goto(`${mock.url}/sign-in`);
      await page.getByRole('heading', { name: 'Sign in to Parley' }).waitFor();
      await expectAccessible();
      await picture(`sign-in-${scheme}`);
    });

    it.each([
      ['overview', '/'],
      ['runs', '/runs'],
      ['run', '/runs/42'],
      ['run-by-country', '/runs/42?within=country'],
      ['run-paused', '/runs/41'],
      ['run-missed', '/runs/39'],
      ['exports', '/exports'],
      ['periods', '/periods'],
      ['imports', '/imports'],
      ['breakdown', '/runs/42/by/channel'],
      ['answers', '/runs/42/answers'],
      ['people', '/runs/42/people?arm=1&did=ordered'],
      ['cohorts', '/questions/cohorts'],
      ['fatigue', '/questions/fatigue'],
      ['hours', '/questions/hours'],
      ['channels', '/questions/channels'],
      ['attribution', '/attribution'],
      ['machines', '/machines'],
      ['planner', '/planner?people=5000'],
      ['rate-cards', '/rate-cards'],
      ['invoices', '/invoices'],
    ])('is accessible on %s', async (name, path) => {
      await open(scheme);
      await signIn('ada@example.com', path);
      await expectAccessible();
      await picture(`${name}-${scheme}`);
    });
  });
});
