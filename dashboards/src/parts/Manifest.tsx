import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { address } from '../api/client';
import * as queries from '../api/queries';
import { sentence } from '../format/words';
import { split, type Table } from '../report/manifest';
import { ProblemNotice } from './layout';

/** Control totals as they stand in the manifest, whatever fields a later version adds. */
export function Manifest({ id }: { id: number }) {
  const { data, error, isPending } = useQuery(queries.manifest(id));
  if (error) {
    return <ProblemNotice failure={error} />;
  }
  if (isPending) {
    return <Skeleton height={220} radius="md" />;
  }
  const { facts, tables } = split(data);
  return (
    <>
      <dl className="definition" style={{ marginTop: 0 }}>
        {facts.map(([name, value]) => (
          <FactRow key={name} name={name} value={value} />
        ))}
      </dl>
      {tables.map((table) => (
        <Lines key={table.name} table={table} />
      ))}
      <Button component="a" href={address(`/exports/${id}/manifest`)} download={`parley-roi-${id}-control-totals.json`} variant="default" mt="lg" fullWidth>
        Download the manifest
      </Button>
    </>
  );
}

function FactRow({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name === 'sha256' ? 'SHA-256' : sentence(name)}</dt>
      <dd className={value.length > 30 ? 'mono' : 'tabular'} style={{ overflowWrap: 'anywhere' }}>
        {value}
      </dd>
    </>
  );
}

function Lines({ table }: { table: Table }) {
  return (
    <table className="table" style={{ marginTop: 18 }}>
      <caption style={{ textAlign: 'left', fontWeight: 600, fontSize: '0.8125rem', paddingBottom: 4 }}>{sentence(table.name)}</caption>
      <thead>
        <tr>
          {table.columns.map((column, index) => (
            <th scope="col" key={column} className={table.numeric[index] ? 'num' : undefined} style={{ paddingInline: 6 }}>
              {sentence(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row.join('|')}>
            {row.map((cell, index) => (
              <td key={table.columns[index]} className={table.numeric[index] ? 'num' : undefined} style={{ paddingInline: 6 }}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
