import { readFileSync } from 'node:fs';
import type { Download } from 'playwright-core';
import { expect, it } from 'vitest';
import { eachOnItsOwn, expectAccessible, mock, page, picture, signIn } from './app';

eachOnItsOwn('money', () => {
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

  it('holds models of attribution side by side, and adds up', async () => {
    await signIn('fin@example.com', '/attribution');
    await page.getByRole('row', { name: /All orders/ }).waitFor();
    expect(await page.getByRole('row', { name: /All orders/ }).innerText()).toContain('£43,000.00');
    await page.getByText('No message in the window before it').waitFor();
    await picture('attribution');
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
});
