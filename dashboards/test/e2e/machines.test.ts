import { expect, it } from 'vitest';
import { eachOnItsOwn, expectAccessible, mock, page, picture, signIn } from './app';

eachOnItsOwn('the filter of machines', () => {
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
});
