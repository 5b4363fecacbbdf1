import { describe, it } from 'vitest';
import { eachOnItsOwn, expectAccessible, mock, open, page, picture, settled, sharing } from './app';

const PAGES = [
  ['overview', '/'],
  ['runs', '/runs'],
  ['side-by-side', '/runs/side-by-side'],
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
];

describe.each(['light', 'dark'] as const)('in %s colours', (scheme) => {
  eachOnItsOwn('who is not signed in', () => {
    it('signs in accessibly', async () => {
      await open(scheme);
      await page.goto(`${mock.url}/sign-in`);
      await page.getByRole('heading', { name: 'Sign in to Parley' }).waitFor();
      await expectAccessible();
      await picture(`sign-in-${scheme}`);
    });
  });

  sharing('who is signed in', scheme, 'ada@example.com', () => {
    it.each(PAGES)('is accessible on %s', async (name, path) => {
      await page.goto(mock.url + path);
      await page.locator('#main h1').waitFor();
      await settled();
      await expectAccessible();
      await picture(`${name}-${scheme}`);
    });
  });
});
