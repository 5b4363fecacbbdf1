import { Link } from 'react-router';
import { count } from '../format/numbers';
import { may } from '../report/access';
import { useMember } from './Frame';

/** Whom a figure counts. Empty values choose the people who have none: the hold-out has no channel. */
export type PeopleFilters = Partial<Record<'arm' | 'channel' | 'country' | 'language' | 'did' | 'didNot' | 'state' | 'reason', string | number>>;

export function people(run: number, filters: PeopleFilters): string {
  const search = new URLSearchParams(Object.entries(filters).map(([name, value]) => [name, String(value)]));
  return `/runs/${run}/people?${search}`;
}

/** A number that opens to the people behind it. */
export function PeopleLink({ run, people: counted, filters }: { run: number; people: number; filters: PeopleFilters }) {
  const member = useMember();
  return counted === 0 || !may(member, 'readPeople') ? (
    <span className="tabular">{count(counted)}</span>
  ) : (
    <Link className="figure-link tabular" to={people(run, filters)}>
      {count(counted)}
    </Link>
  );
}
