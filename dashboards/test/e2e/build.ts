import { execSync } from 'node:child_process';
import { isPresent } from '../../scripts/browser.mjs';

/** The tests look at the packed app, as it is shipped, under the content security policy it is shipped with. */
export default function build() {
  if (isPresent()) {
    execSync('node scripts/pack.mjs', { stdio: 'inherit' });
  }
}
