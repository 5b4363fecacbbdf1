// `npm ci` takes half a minute, a look at two files takes none: install only when the lock file is not the one that
// node_modules was made from. The sum is written last, so an installation that was cut short is repeated.
import { createHash } from 'node:crypto';
import { execSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import './check-node.mjs';

const stamp = 'node_modules/.parley-lock';
const sum = createHash('sha256')
  .update(readFileSync('package-lock.json'))
  .update(process.platform + process.arch + process.versions.modules)
  .digest('hex');
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sum) {
  console.log('node_modules is up to date with package-lock.json');
} else {
  execSync('npm ci --no-audit --no-fund', { stdio: 'inherit' });
  writeFileSync(stamp, sum);
}
