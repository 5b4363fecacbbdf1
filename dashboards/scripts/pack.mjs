// Packs the app for Maven, unless what it is made from has not changed since the last time: every build of the server
// comes by here. `mvn clean` takes the sum away with the rest of target.
import { createHash } from 'node:crypto';
import { execSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const stamp = 'target/packed-from.sha256';
const files = ['src', 'public'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'schema.gen.ts')
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name)),
);
const inputs = [...files, 'index.html', 'openapi.json', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts'].sort();
const hash = createHash('sha256');
for (const file of inputs) {
  hash.update(file).update('\0').update(readFileSync(file)).update('\0');
}
const sum = hash.digest('hex');

if (existsSync('target/classes/META-INF/resources/index.html') && existsSync(stamp) && readFileSync(stamp, 'utf8') === sum) {
  console.log('The web app is packed already');
} else {
  // Vitest, which comes by here too, says "test": React would be packed in its slow form for development.
  execSync('npm run --silent build -- --logLevel warn', { stdio: 'inherit', env: { ...process.env, NODE_ENV: 'production' } });
  mkdirSync('target', { recursive: true });
  writeFileSync(stamp, sum);
}
