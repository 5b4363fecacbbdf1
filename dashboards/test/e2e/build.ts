import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isPresent } from '../../scripts/browser.mjs';

/** The tests look at the packed app, as it is shipped, under the content security policy it is shipped with. */
export default function build() {
  if (isPresent() && (!existsSync('target/classes/META-INF/resources/index.html') || process.env.PARLEY_UI_BUILT !== 'true')) {
    execSync('npm run -s build', { stdio: 'ignore' });
  }
}
