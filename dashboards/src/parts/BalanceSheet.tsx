import type { CSSProperties } from 'react';
import { Fragment } from 'react';
import { Link } from 'react-router';
import type { Run } from '../api/types';
import { count } from '../format/numbers';
import { reasonText, sentence } from '../format/words';
import { equation, type BalanceState, type BalanceTerm } from '../report/balance';
import { may } from '../report/access';
import { useMember } from './Frame';
import { Icon } from './Icon';
import { Card } from './layout';
import { Dot } from './marks';
import { people, PeopleLink } from './PeopleLink';

const COLORS: Record<BalanceState, string> = {
  sent: '#22a595',
  failed: '#d6336c',
  skipped: '#8b94a5',
  deferred: '#4c8df0',
  unknown: '#d08a12',
  pending: '#b9c0cc',
};

/** Everybody targeted is in exactly one state. The equation is added up here and must meet the server's word. */
export function BalanceSheet({ run }: { run: Run }) {
  const { targeted, terms, sum, closes } = equation(run.balance);
  const opens = may(useMember(), 'readPeople');
  const explained = terms.filter((term) => term.reasons.length > 0);
  return (
    <Card
      title="Balance sheet"
      sub="Everyone targeted is in exactly one place"
      side={
        <span className="pill" role="status">
          <span style={{ color: closes ? 'var(--mantine-color-lagoon-5)' : 'var(--mantine-color-error)', display: 'grid' }}>
            <Icon name={closes ? 'check' : 'cross'} size={14} />
          </span>
          {closes ? 'Closes to the unit' : `Does not close: ${count(targeted - sum)} missing`}
        </span>
      }
    >
      <div className="equation" role="group" aria-label={spoken(targeted, terms)}>
        <Term name="Targeted" value={targeted} />
        {terms.map((term, index) => (
          <Fragment key={term.state}>
            <span className="sign" aria-hidden="true">
              {index === 0 ? '=' : '+'}
            </span>
            <Term name={sentence(term.state)} value={term.count} color={COLORS[term.state]} to={opens ? people(run.id, { state: term.state }) : undefined} />
          </Fragment>
        ))}
      </div>
      {targeted > 0 && (
        <div className="stack" aria-hidden="true">
          {terms
            .filter((term) => term.count > 0)
            .map((term) => (
              <div key={term.state} style={{ flexGrow: term.count, flexBasis: 0, '--c': COLORS[term.state] } as CSSProperties} />
            ))}
        </div>
      )}
      {explained.length > 0 && (
        <div className="reasons">
          {explained.map((term) => (
            <div key={term.state}>
              <h3>{sentence(term.state)}, by reason</h3>
              <ul>
                {term.reasons.map((reason) => (
                  <li key={reason.reason}>
                    <span>{reasonText(reason.reason)}</span>
                    <PeopleLink run={run.id} people={reason.count} filters={{ state: term.state, reason: reason.reason }} />
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      )}
    </Card>
  );
}

function Term({ name, value, color, to }: { name: string; value: number; color?: string; to?: string }) {
  return (
    <div className="term" data-zero={value === 0 || undefined}>
      <div className="term-name">
        {color && <Dot color={color} />}
        {name}
      </div>
      <div className="term-value">{to && value > 0 ? <Link to={to}>{count(value)}</Link> : count(value)}</div>
    </div>
  );
}

function spoken(targeted: number, terms: BalanceTerm[]): string {
  return `${count(targeted)} targeted = ${terms.map((term) => `${count(term.count)} ${term.state}`).join(' + ')}`;
}
