// The HTTP contract, answered from files: a finished demo run, one that is being sent, and what goes wrong. It keeps
// the rules that the app must keep too (session, CSRF, the content security policy), so breaking one fails a test.
import { createServer } from 'node:http';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { machines } from './machines.mjs';
import * as questions from './questions.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const fixtures = join(here, '..', 'fixtures');
const built = join(here, '..', '..', 'target', 'classes', 'META-INF', 'resources');

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'";
const TOKEN = 'mock-csrf-token';
const PASSWORD = 'demo-password';

const fixture = (name) => JSON.parse(readFileSync(join(fixtures, `${name}.json`), 'utf8'));

/** @param {{ members?: Record<string, string[]> }} [options] roles by email; anyone signs in with the same password */
export async function startMock(options = {}) {
  const members = options.members ?? { 'ada@example.com': ['admin'], 'fin@example.com': ['finance'], 'mia@example.com': ['marketer'] };
  const sessions = new Map();
  const world = {
    runs: fixture('runs'),
    run: new Map([43, 42, 41, 40, 39].map((id) => [id, fixture(`run-${id}`)])),
    exports: fixture('exports'),
    imports: fixture('imports'),
    periods: fixture('periods'),
    invoices: fixture('invoices'),
    overview: fixture('overview'),
    /** Paths that answer 503, to see how that looks. */
    broken: new Set(),
    /** Time of the next answer, in ms, to see what loading looks like. */
    delay: 0,
    uploads: [],
    rateCards: [],
    segments: [],
    machineRules: fixture('machine-rules'),
    rejudgings: fixture('rejudgings'),
    calls: [],
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://mock');
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () =>
      setTimeout(() => {
        try {
          if (url.pathname.startsWith('/api/')) {
            api(world, sessions, members, request, response, url, Buffer.concat(chunks));
          } else {
            page(response, url.pathname);
          }
        } catch (failure) {
          problem(response, 500, 'internal', 'A bug of the mock', String(failure));
        }
      }, url.pathname.startsWith('/api/') ? world.delay : 0),
    );
  });
  await new Promise((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    world,
    signOutEverybody: () => sessions.clear(),
    stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
  };
}

function page(response, path) {
  const file = join(built, normalize(path));
  const found = path !== '/' && file.startsWith(built) && existsSync(file) && extname(file) !== '';
  const chosen = found ? file : join(built, 'index.html');
  response.writeHead(200, {
    'Content-Type': TYPES[extname(chosen)] ?? 'application/octet-stream',
    'Content-Security-Policy': POLICY,
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(readFileSync(chosen));
}

function api(world, sessions, members, request, response, url, body) {
  const path = url.pathname.slice('/api/v1'.length);
  const route = `${request.method} ${path}`;
  world.calls.push(route);
  const cookies = Object.fromEntries((request.headers.cookie ?? '').split('; ').map((cookie) => cookie.split('=')));
  if (!cookies['XSRF-TOKEN']) {
    response.setHeader('Set-Cookie', `XSRF-TOKEN=${TOKEN}; Path=/`);
  }
  if (request.method !== 'GET' && (cookies['XSRF-TOKEN'] !== TOKEN || request.headers['x-xsrf-token'] !== TOKEN)) {
    return problem(response, 403, 'forbidden', 'Your role does not allow this', 'The CSRF token is missing');
  }
  const member = sessions.get(cookies.SESSION);

  if (route === 'POST /session') {
    const { email, password } = JSON.parse(body.toString());
    if (!members[email] || password !== PASSWORD) {
      return problem(response, 401, 'unauthenticated', 'Sign in first', 'The email address or the password is wrong');
    }
    const id = `s${Math.random().toString(36).slice(2)}`;
    const created = { email, name: email.split('@')[0].replace(/^./, (first) => first.toUpperCase()) + ' Byron', roles: members[email] };
    sessions.set(id, created);
    response.setHeader('Set-Cookie', [`SESSION=${id}; Path=/; HttpOnly; SameSite=Lax`, `XSRF-TOKEN=${TOKEN}; Path=/`]);
    return json(response, 200, { member: created });
  }
  if (!member) {
    return problem(response, 401, 'unauthenticated', 'Sign in first', 'There is no session');
  }
  if (world.broken.has(path)) {
    return problem(response, 503, 'unavailable', 'A part of the system is away; try again', 'ClickHouse does not answer');
  }
  if (route === 'GET /session') return json(response, 200, { member });
  if (route === 'DELETE /session') {
    sessions.delete(cookies.SESSION);
    response.writeHead(204);
    return response.end();
  }
  if (route === 'GET /status') return json(response, 200, fixture('status'));
  if (route === 'GET /reports/overview') return json(response, 200, world.overview);
  if (route === 'GET /reports/definitions') return json(response, 200, fixture('report-42').definitions);
  if (route === 'GET /runs') return json(response, 200, world.runs);

  const query = url.searchParams;
  if (route === 'GET /reports/runs') {
    return json(response, 200, questions.runTotals([43, 42, 41, 40].map((id) => fixture(`report-${id}`))));
  }
  if (route === 'GET /reports/runs.csv') return text(response, 'text/csv', 'campaign,campaign_name,run\r\n17,Autumn tasting box,42\r\n');
  if (route === 'GET /reports/cohorts') return json(response, 200, questions.cohorts(query));
  if (route === 'GET /reports/fatigue') return json(response, 200, questions.fatigue(query));
  if (route === 'GET /reports/heat-map') return json(response, 200, questions.heatMap(query));
  if (route === 'GET /reports/channel-overlap') return json(response, 200, questions.channelOverlap(query));
  if (route === 'GET /reports/attribution') return json(response, 200, questions.attribution());
  if (route === 'GET /reports/experiment-plan') {
    return query.get('baseline') === '1.5'
      ? problem(response, 400, 'invalid-request', 'The request is not valid', 'A share between 0 and 1', [{ field: 'baseline', detail: 'A share between 0 and 1' }])
      : json(response, 200, questions.experimentPlan(query));
  }
  if (route === 'GET /rate-cards') return json(response, 200, { ...questions.rateCards(), items: [...questions.rateCards().items, ...world.rateCards] });
  if (route === 'POST /rate-cards') {
    const card = JSON.parse(body.toString());
    world.rateCards.push(card);
    return json(response, 201, card);
  }
  if (route === 'GET /segments') return json(response, 200, questions.segments());
  const asked = /^\/runs\/(\d+)\/(report\/evidence|report\/reached(?:\.csv)?|report\/subgroups\/[a-z]+(?:\.csv)?|funnel-times|reply-to-order|recipients|recipients\.csv|recipients\/segment|report\/by\/[a-z]+(?:\.csv)?)$/.exec(path);
  if (asked) return ofAnalysts(world, response, Number(asked[1]), asked[2], query, body);

  const coded = /^\/runs\/(\d+)\/promo-codes$/.exec(path);
  if (coded) return json(response, 200, questions.promoCodes(Number(coded[1])));

  const ofRun = /^\/runs\/(\d+)(\/report)?$/.exec(path);
  if (ofRun) {
    const run = world.run.get(Number(ofRun[1]));
    if (!run) return problem(response, 404, 'not-found', 'There is no such thing', `There is no run ${ofRun[1]}`);
    if (ofRun[2]) return json(response, 200, { ...fixture(`report-${run.id}`), run: summary(run) });
    if (run.state === 'running') advance(run);
    return json(response, 200, run);
  }
  const ofCampaign = /^\/campaigns\/(\d+)\/(pause|resume|cancel)$/.exec(path);
  if (ofCampaign && request.method === 'POST') {
    const run = [...world.run.values()].find((candidate) => candidate.campaignId === Number(ofCampaign[1]));
    if (!run || !member.roles.some((role) => role === 'admin' || role === 'marketer')) {
      return problem(response, 403, 'forbidden', 'Your role does not allow this', '');
    }
    if (run.id === 41) return problem(response, 409, 'conflict', 'The present state does not allow this', 'The account is still refused by the provider');
    run.state = { pause: 'paused', resume: 'running', cancel: 'cancelled' }[ofCampaign[2]];
    world.runs.items = world.runs.items.map((item) => (item.id === run.id ? summary(run) : item));
    return json(response, 200, { id: run.campaignId, name: run.campaignName, state: run.state });
  }

  const judged = machines(world, route, member, body);
  if (judged) return judged.detail ? problem(response, 409, 'conflict', 'The present state does not allow this', judged.detail) : json(response, judged.status ?? 200, judged.value);

  if (route === 'GET /periods') return json(response, 200, world.periods);
  if (/^GET \/periods\/[\d-]+\/restatements\/preview$/.test(route)) return json(response, 200, fixture('period-change'));
  const closing = /^\/periods\/([\d-]+)\/close$/.exec(path);
  if (closing && request.method === 'POST') {
    const period = world.periods.find((one) => one.month === closing[1]);
    if (!period.closable) return problem(response, 409, 'conflict', 'The present state does not allow this', 'Another month is the next one to close.');
    Object.assign(period, { status: 'closed', closable: false, snapshots: [{ ...world.periods[2].snapshots[0], name: `${period.month}/1`, closedBy: member.email, closedAt: new Date().toISOString() }] });
    return json(response, 200, period.snapshots[0]);
  }
  const deciding = /^\/periods\/restatements\/(\d+)\/(approve|refuse)$/.exec(path);
  if (deciding && request.method === 'POST') {
    const wish = world.periods.flatMap((one) => one.restatements).find((one) => one.id === Number(deciding[1]));
    if (deciding[2] === 'approve' && wish.requestedBy === member.email) return problem(response, 409, 'conflict', 'The present state does not allow this', 'Somebody else has to approve what you asked for.');
    if (deciding[2] === 'approve' && JSON.parse(body.toString()).sha256 !== fixture('period-change').sha256) return problem(response, 409, 'conflict', 'The present state does not allow this', 'Look at the difference again, then approve.');
    Object.assign(wish, { state: deciding[2] === 'approve' ? 'approved' : 'refused', decidedBy: member.email, decidedAt: new Date().toISOString() });
    response.writeHead(204);
    return response.end();
  }

  if (route === 'GET /invoices') return json(response, 200, world.invoices);
  if (route === 'POST /invoices/mappings') return json(response, 201, { id: 9 });
  if (route === 'POST /invoices') {
    const head = Object.fromEntries(url.searchParams);
    const known = world.invoices.items.find((one) => one.vendor === head.vendor && one.number === head.number && one.state !== 'withdrawn');
    if (known) return json(response, 200, known);
    if (head.total !== '1.00') return problem(response, 400, 'malformed-file', 'The file cannot be read', `The lines add up to 1.00 EUR, and the invoice's total is ${head.total}.`);
    world.invoices.items.unshift({ ...world.invoices.items[0], ...head, id: 3, tax: '0.00', importedBy: member.email, state: 'imported', trueUp: null, entries: [] });
    return json(response, 201, world.invoices.items[0]);
  }
  const ofInvoice = /^\/invoices\/(\d+)(\/accept|\/reverse|\/withdraw)?$/.exec(path);
  if (ofInvoice) {
    const invoice = world.invoices.items.find((one) => one.id === Number(ofInvoice[1]));
    const release = url.searchParams.get('releaseUnbilled') === 'true';
    const shown = { invoice, ...fixture('invoice-2'), releaseUnbilled: release, trueUp: release ? '48.80' : '69.80' };
    if (ofInvoice[2] === '/withdraw') {
      Object.assign(invoice, { state: 'withdrawn', withdrawn: { by: member.email, at: new Date().toISOString(), reason: JSON.parse(body.toString()).reason } });
      return json(response, 200, invoice);
    }
    if (ofInvoice[2]) {
      const told = JSON.parse(body.toString());
      if (invoice.importedBy === member.email) return problem(response, 409, 'conflict', 'The present state does not allow this', 'Somebody else has to accept what you imported.');
      const trueUp = ofInvoice[2] === '/accept' ? (told.releaseUnbilled ? '48.80' : '69.80') : '-69.80';
      invoice.entries.push({ id: invoice.entries.length + 2, reversal: ofInvoice[2] === '/reverse', trueUp, releaseUnbilled: told.releaseUnbilled ?? false, reason: told.reason ?? null, bookedBy: member.email, bookedAt: new Date().toISOString() });
      Object.assign(invoice, ofInvoice[2] === '/accept' ? { state: 'accepted', trueUp } : { state: 'reversed', trueUp: null });
    }
    return json(response, 200, shown);
  }

  if (route === 'GET /exports') return json(response, 200, world.exports);
  if (route === 'POST /exports/roi') {
    const created = { ...world.exports.items.find((item) => item.id === 7), id: 8, run: JSON.parse(body.toString()).run ?? null, period: JSON.parse(body.toString()).period ?? null, profile: JSON.parse(body.toString()).profile ?? 'machine', state: 'running', polls: 2, createdAt: new Date().toISOString() };
    world.exports.items.unshift({ ...created, fileUrl: '/api/v1/exports/8/file', manifestUrl: '/api/v1/exports/8/manifest' });
    return json(response, 201, told(world.exports.items[0]));
  }
  const ofExport = /^\/exports\/(\d+)(\/file|\/manifest)?$/.exec(path);
  if (ofExport) {
    const item = world.exports.items.find((candidate) => candidate.id === Number(ofExport[1]));
    if (!item) return problem(response, 404, 'not-found', 'There is no such thing', '');
    if (ofExport[2] === '/file') return text(response, 'text/csv', readFileSync(join(fixtures, 'roi.csv')));
    if (ofExport[2] === '/manifest') return json(response, 200, fixture('manifest'));
    if (item.polls > 0 && --item.polls === 0) item.state = 'finished';
    return json(response, 200, told(item));
  }

  if (route === 'GET /imports') return json(response, 200, world.imports);
  if (route === 'POST /imports') {
    const query = Object.fromEntries(url.searchParams);
    world.uploads.push({ query, bytes: body.length });
    if (!/\.(csv|csv\.gz|xlsx)$/.test(query.fileName ?? '')) {
      return problem(response, 400, 'invalid-request', 'The request is not valid', 'The upload was refused', [{ field: 'fileName', detail: 'must end in .csv, .csv.gz or .xlsx' }]);
    }
    const created = { ...world.imports.items[1], id: 13, kind: query.kind, fileName: query.fileName, sizeBytes: body.length, state: 'running', rowsRead: 0, rowsApplied: 0, rowsRejected: 0, ratePerSecond: null, rejectsUrl: null, finishedAt: null, createdAt: new Date().toISOString() };
    world.imports.items.unshift(created);
    return json(response, 202, created);
  }
  if (/^\/imports\/\d+\/rejects$/.test(path)) return text(response, 'text/csv', 'line,column,reason\r\n17,phone,not a phone number\r\n');
  return problem(response, 404, 'not-found', 'There is no such thing', route);
}

/** What is asked about one run. */
function ofAnalysts(world, response, id, question, query, body) {
  if (!world.run.has(id)) return problem(response, 404, 'not-found', 'There is no such thing', `There is no run ${id}`);
  const report = fixture(`report-${id}`);
  if (question === 'report/evidence') return json(response, 200, questions.evidence(report));
  if (question === 'report/reached') return json(response, 200, questions.reached(report));
  if (question.startsWith('report/subgroups/') && !question.endsWith('.csv')) {
    const dimension = question.slice('report/subgroups/'.length);
    return ['country', 'language', 'segment'].includes(dimension)
      ? json(response, 200, questions.subgroups(report, dimension, query.get('segments') ?? ''))
      : problem(response, 400, 'invalid-request', 'The request is not valid', 'It follows from what happened after the assignment');
  }
  if (question === 'funnel-times') return json(response, 200, questions.funnelTimes(report));
  if (question === 'reply-to-order') return json(response, 200, questions.replyToOrder(report));
  if (question === 'recipients') return json(response, 200, questions.recipients(query));
  if (question === 'recipients/segment') {
    world.segments.push(JSON.parse(body.toString()));
    return json(response, 201, { id: 9, name: world.segments.at(-1).name });
  }
  if (question.endsWith('.csv')) return text(response, 'text/csv', 'run,ordinal\r\n42,1\r\n');
  return json(response, 200, questions.breakdown(id, question.slice('report/by/'.length), query.get('zone')));
}

/** One poll later: some of the pending have left. The balance closes at every moment. */
function advance(run) {
  const step = Math.min(231, run.balance.pending);
  run.balance.pending -= step;
  run.balance.sent += step;
  run.balance.reasons = run.balance.reasons
    .map((reason) => (reason.state === 'pending' ? { ...reason, count: run.balance.pending } : reason))
    .filter((reason) => reason.count > 0);
  run.arms[0].pending = run.balance.pending;
  run.arms[0].sent = run.balance.sent;
  run.progress.done += step;
  if (run.balance.pending === 0) {
    run.state = 'finished';
    run.finishedAt = new Date().toISOString();
    run.progress.perSecond = 0;
  }
}

function summary({ balance: _balance, arms: _arms, progress: _progress, ...rest }) {
  return rest;
}

function told({ polls: _polls, ...item }) {
  return item.state === 'finished' ? item : { ...item, rows: null, sha256: null, fileUrl: null, manifestUrl: null };
}

function json(response, status, value) {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(value));
}

function text(response, type, value) {
  response.writeHead(200, { 'Content-Type': type });
  response.end(value);
}

function problem(response, status, slug, title, detail, errors) {
  response.writeHead(status, { 'Content-Type': 'application/problem+json' });
  response.end(JSON.stringify({ type: `https://parley.example/problems/${slug}`, title, status, detail, ...(errors ? { errors } : {}) }));
}
