import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { eachOnItsOwn, main, mock, page, picture, signIn } from './app';

eachOnItsOwn('runs', () => {
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

  it('breaks a run down by any dimension, with its figure, zone and file in the address', async () => {
    await signIn('ada@example.com', '/runs/42/by/country');
    await page.getByRole('row', { name: /^United Kingdom .*14,000/ }).waitFor();
    expect(await main().getByText('Everybody of the run is in one line').count()).toBe(1);
    expect(await page.getByRole('link', { name: 'CSV' }).getAttribute('href')).toBe('/api/v1/runs/42/report/by/country.csv');
    await page.getByRole('row', { name: /Germany/ }).getByRole('link').first().click();
    await page.getByText('1,204 people').waitFor();
    expect(new URL(page.url()).search).toBe('?country=DE');
    await page.goBack();
    await page.getByRole('combobox', { name: 'By' }).click();
    await page.getByRole('option', { name: 'Hour sent' }).click();
    await page.getByRole('row', { name: /^10:00 .*8,000/ }).waitFor();
    await page.getByText('on the clocks of Europe/London').waitFor();
    await picture('breakdown-hours');
    await page.goto(`${mock.url}/runs/42/by/segment`);
    await page.getByText('Which segments?').waitFor();
  });

  it('sets campaigns side by side by any figure, with range, figure and file in the address', async () => {
    await signIn('ada@example.com', '/runs');
    await page.getByRole('navigation', { name: 'Runs' }).getByRole('link', { name: 'Side by side' }).click();
    await page.getByText('is no effect of it').waitFor();
    const campaign = page.getByRole('row', { name: /^Autumn tasting box/ });
    expect(await campaign.innerText()).toMatch(/21,612\s+[\s\S]*19,572/);
    await page.getByRole('combobox', { name: 'Figure' }).click();
    await page.getByRole('option', { name: 'Reply rate' }).click();
    expect(new URL(page.url()).search).toBe('?kpi=replyRate');
    await page.getByRole('columnheader', { name: 'Reply rate' }).waitFor();
    await page.getByLabel('From').fill('2026-11-01');
    await page.locator('a[href^="/api/v1/reports/runs.csv?from=2026-1"]').waitFor();
    expect(new URL(page.url()).search).toBe('?kpi=replyRate&from=2026-11-01');
    await picture('side-by-side');
    await campaign.getByRole('link', { name: '19,572' }).click();
    await page.getByRole('heading', { name: 'Autumn tasting box' }).waitFor();
    expect(new URL(page.url()).search).toBe('?did=sent');
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

  it('shows what vendors publish about email where none was sent, as nobody’s data of this run', async () => {
    await signIn('ada@example.com', '/runs/43');
    const card = page.getByRole('region', { name: 'Email elsewhere', exact: true });
    await card.getByText('Vendor average, not your data').waitFor();
    const line = card.getByRole('row', { name: /E-commerce Mailchimp benchmarks, 2019/ });
    expect(await line.innerText()).toMatch(/15\.7%[\s\S]*2\.01%[\s\S]*0\.27%/);
    expect(await line.getByRole('link').getAttribute('href')).toBe('https://mailchimp.com/resources/email-marketing-benchmarks/');
    const own = card.getByRole('row', { name: /^WhatsApp offer this run/ });
    expect(await own.getByRole('note', { name: 'Chat read and email open are measured differently' }).count()).toBe(2);
    const [download] = await Promise.all([page.waitForEvent('download'), card.getByRole('button', { name: 'CSV' }).click()]);
    expect(readFileSync(await download.path(), 'utf8')).toContain('"Vendor average, not your data",Mailchimp benchmarks,2019,E-commerce,optOutRate,Opt-out rate,0.0027');
    await picture('run-reference-lines');
    await page.goto(`${mock.url}/runs/42`);
    await page.getByRole('region', { name: 'Comparison', exact: true }).waitFor();
    expect(await page.getByRole('region', { name: 'Email elsewhere', exact: true }).count()).toBe(0);
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
});
