// npm run e2e -- --base http://localhost:8080 [--target localhost:7070] [--as-of INSTANT]
//
// Drives the console of a running `lamella demo` in a real browser. `--target` is the server's gRPC
// address, by which `./lamella count` is asked for the same totals. Screenshots go to
// target/screenshots. `e2e/run.sh` starts a server of its own for it.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    base: { type: 'string', default: 'http://localhost:8080' },
    target: { type: 'string', default: 'localhost:7070' },
    'as-of': { type: 'string', default: '' },
  },
});
const folder = new URL('.', import.meta.url).pathname;
const tests = readdirSync(folder).filter((name) => name.endsWith('.test.mjs'));
const run = spawn(
  process.execPath,
  ['--test', '--test-concurrency=1', ...tests.map((name) => folder + name)],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      LAMELLA_BASE: values.base,
      LAMELLA_TARGET: values.target,
      LAMELLA_AS_OF: values['as-of'],
    },
  },
);
run.on('exit', (code) => process.exit(code ?? 1));
