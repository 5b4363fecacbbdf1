import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import * as queries from '../api/queries';
import type { Attribution as Told } from '../api/types';
import { money } from '../format/money';
import { count } from '../format/numbers';
import { sentence } from '../format/words';
import { CsvButton } from '../parts/CsvButton';
import { DayRange, FilterBar, HERE, instants, useFilters } from '../parts/filters';
import { Forbidden, useMember } from '../parts/Frame';
import { Card, Empty, Notice, Page, ProblemNotice, TableSkeleton } from '../parts/layout';
import { NoValue, SandboxBadge } from '../parts/marks';
import { may } from '../report/access';

export default function Attribution() {
  return may(useMember(), 'readReports') ? <SideBySide /> : <Forbidden title="Attribution" />;
}

const REASONS: Record<string, string> = {
  no_contact: 'Customer is no known contact',
  no_touch: 'No message in the window before it',
  no_sale: 'An adjustment, or a refund of an unknown sale',
};

function SideBySide() {
  const [filters, change] = useFilters(['from', 'until'] as const);
  const { data, error, refetch } = useQuery(queries.attribution(instants(filters.from, filters.until, HERE)));
  return (
    <Page title="Attribution" lead="The same orders, credited by each model; one of them is booked. None says what a message caused: that is the comparison of arms">
      <FilterBar>
        <DayRange from={filters.from} until={filters.until} onChange={change} />
        {data && <CsvButton name="attribution" rows={() => rows(data)} />}
      </FilterBar>
      {error && <ProblemNotice failure={error} retry={() => void refetch()} />}
      {!data && !error && <TableSkeleton />}
      {data && data.waiting > 0 && <Notice icon="clock">{count(data.waiting)} touches and orders are not counted yet; figures may rise a little.</Notice>}
      {data && data.totals.length === 0 && (
        <Empty icon="runs" title="No order in this range">
          Orders come by signed shop webhook, by API, or as a CSV file.
        </Empty>
      )}
      {data && currencies(data).map((currency) => <Credited key={currency} data={data} currency={currency} />)}
      {data && (
        <Card title="The models" flush>
          <table className="table">
            <tbody>
              {data.models.map((model) => (
                <tr key={model.id}>
                  <th scope="row" style={{ whiteSpace: 'nowrap' }}>
                    {model.name}
                    {model.id === data.booked && <span className="sub">booked</span>}
                  </th>
                  <td style={{ lineHeight: 1.45 }}>{model.description}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
      )}
    </Page>
  );
}

function currencies(data: Told): string[] {
  return [...new Set(data.totals.map((total) => total.currency))];
}

function Credited({ data, currency }: { data: Told; currency: string }) {
  const lines = data.lines.filter((line) => line.currency === currency);
  const messages = [...new Map(lines.map((line) => [`${line.run} ${line.arm}`, line])).values()];
  const total = (model: string) => data.totals.find((one) => one.model === model && one.currency === currency);
  const models = data.models;
  return (
    <Card title={`Net revenue in ${currency}`} sub="Lines and what is unmatched add up to all orders, under every model" flush>
      <table className="table">
        <thead>
          <tr>
            <th scope="col" className="pinned">Arm</th>
            {models.map((model) => (
              <th scope="col" className="num" key={model.id} title={model.description}>
                {model.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {messages.map((message) => (
            <tr key={`${message.run} ${message.arm}`}>
              <th scope="row" className="pinned">
                <span style={{ display: 'inline-flex', gap: 6, alignItems: 'center' }}>
                  {message.armName}
                  {message.sandbox && <SandboxBadge />}
                </span>
                <span className="sub">
                  <Link to={`/runs/${message.run}`}>{message.campaign}</Link>
                </span>
              </th>
              {models.map((model) => {
                const line = lines.find((one) => one.model === model.id && one.run === message.run && one.arm === message.arm);
                return (
                  <td className="num" key={model.id}>
                    {line ? money(line.amounts.netMinor, currency) : <NoValue reason="This model credits nothing to it" />}
                    {line && <span className="sub">{orders(line.amounts.orders)}</span>}
                  </td>
                );
              })}
            </tr>
          ))}
          {data.unmatched
            .filter((one) => one.currency === currency)
            .map((one) => (
              <tr key={one.reason} style={{ color: 'var(--ink-2)' }}>
                <th scope="row" className="pinned">
                  Unmatched
                  <span className="sub">{REASONS[one.reason] ?? sentence(one.reason)}</span>
                </th>
                {models.map((model) => (
                  <td className="num" key={model.id}>
                    {money(one.amounts.netMinor, currency)}
                    <span className="sub">{orders(one.amounts.orders)}</span>
                  </td>
                ))}
              </tr>
            ))}
          <tr>
            <th scope="row" className="pinned">All orders</th>
            {models.map((model) => {
              const all = total(model.id)?.all;
              return (
                <td className="num" key={model.id}>
                  <strong>{all ? money(all.netMinor, currency) : <NoValue reason="No order" />}</strong>
                  {all && <span className="sub">{orders(all.orders)}</span>}
                </td>
              );
            })}
          </tr>
        </tbody>
      </table>
    </Card>
  );
}

/** Shared orders come in parts: two digits for people, all six in the file. */
function orders(decimal: string | number): string {
  const value = Number(decimal);
  return `${new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 }).format(value)} ${value === 1 ? 'order' : 'orders'}`;
}

function rows(data: Told): (string | number | null)[][] {
  return [
    ['model', 'run', 'campaign', 'arm', 'arm_name', 'reason', 'currency', 'orders', 'gross_minor', 'refunds_minor', 'net_minor'],
    ...data.lines.map((line) => [line.model, line.run, line.campaign, line.arm, line.armName, null, line.currency, line.amounts.orders, line.amounts.grossMinor, line.amounts.refundsMinor, line.amounts.netMinor]),
    ...data.unmatched.map((one) => ['every', null, null, null, null, one.reason, one.currency, one.amounts.orders, one.amounts.grossMinor, one.amounts.refundsMinor, one.amounts.netMinor]),
  ];
}
