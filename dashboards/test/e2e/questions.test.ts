import { expect, it } from 'vitest';
import { eachOnItsOwn, main, page, picture, signIn } from './app';

eachOnItsOwn('the overview and questions over all runs', () => {
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

  it('plans a comparison before anything is sent', async () => {
    await signIn('mia@example.com', '/planner');
    await page.getByRole('region', { name: 'People needed in all' }).getByText('30,636').waitFor();
    await page.getByLabel('People that there are').fill('5000');
    await page.getByRole('region', { name: 'Smallest difference in sight' }).getByText('+0.74 points').waitFor();
    expect(new URL(page.url()).search).toBe('?people=5000');
    await picture('planner');
  });
});
