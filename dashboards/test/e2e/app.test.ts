import { expect, it } from 'vitest';
import { eachOnItsOwn, expectAccessible, mock, open, page, picture, settled, signIn, snapshot } from './app';

eachOnItsOwn('the app as a whole', () => {
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
    await snapshot('overview-loading-light');
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
});
