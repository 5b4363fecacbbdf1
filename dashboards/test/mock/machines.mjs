// Rules for machines, and history judged again by them.

/** @returns {{ value?: unknown, status?: number, detail?: string } | null} null: not asked about these */
export function machines(world, route, member, body) {
  if (route === 'GET /machine-rules') return { value: world.machineRules };
  if (route === 'POST /machine-rules') {
    const added = { ...JSON.parse(body.toString()), version: world.machineRules.items[0].version + 1, madeBy: member.email, madeAt: new Date().toISOString() };
    world.machineRules.items.unshift(added);
    return { value: added, status: 201 };
  }
  const { items } = world.rejudgings;
  if (route === 'GET /rejudgings') return { value: world.rejudgings };
  if (route === 'POST /rejudgings') {
    if (items.some((one) => one.state === 'judged')) return { detail: 'Another time is being judged again. It is to be decided first.' };
    items.unshift({ ...items[0], ...JSON.parse(body.toString()), id: items[0].id + 1, state: 'judging', judged: 0, verdicts: 0, digest: null, askedBy: member.email, decidedBy: null, decidedAt: null, finishedAt: null });
    return { value: items[0], status: 201 };
  }
  const [, id, decision] = /\/rejudgings\/(\d+)(?:\/(approval|rejection))?$/.exec(route) ?? [];
  const rejudging = items.find((one) => one.id === Number(id));
  if (!rejudging) return null;
  if (!decision) return { value: { rejudging, lines: rejudging.digest === null ? [] : LINES } };
  if (decision === 'approval' && rejudging.askedBy === member.email) return { detail: 'Somebody else has to approve what you asked for.' };
  if (decision === 'approval' && JSON.parse(body.toString()).digest !== rejudging.digest) return { detail: 'These are not the verdicts that you were shown.' };
  Object.assign(rejudging, { state: decision === 'approval' ? 'applied' : 'rejected', decidedBy: member.email, decidedAt: new Date().toISOString() });
  return { value: rejudging };
}

const LINES = [
  { run: 42, kind: 'clicked', peopleBefore: 1204, peopleAfter: 1187 },
  { run: 42, kind: 'read', peopleBefore: 9021, peopleAfter: 9010 },
];
