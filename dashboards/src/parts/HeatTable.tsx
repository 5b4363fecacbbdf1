import type { CSSProperties } from 'react';
import type { HeatCell, HeatMap } from '../api/types';
import { count, share } from '../format/numbers';
import { CsvButton } from './CsvButton';
import { Card } from './layout';

export const HEAT = { clicked: 'Clicked', replied: 'Replied', ordered: 'Ordered', delivered: 'Delivered' } as const;
export type Heat = keyof typeof HEAT;

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** A table that is its own chart: the deeper the colour, the larger the figure. */
export function HeatTable({ map, figure }: { map: HeatMap; figure: Heat }) {
  const at = (weekday: number, hour: number) => map.cells.find((cell) => cell.weekday === weekday && cell.hour === hour);
  const value = (cell: HeatCell) => (figure === 'delivered' ? cell.delivered : (cell[figure].value ?? 0));
  const most = Math.max(...map.cells.map(value), 0);
  const text = (cell: HeatCell) => (figure === 'delivered' ? count(cell.delivered) : `${Math.round(value(cell) * 100)}`);
  const told = (cell: HeatCell) =>
    figure === 'delivered' ? `${count(cell.delivered)} delivered` : `${share(cell[figure].value)} (${count(cell[figure].count)} of ${count(cell[figure].of)})`;
  return (
    <Card
      title={`${HEAT[figure]} by the hour of delivery`}
      sub={figure === 'delivered' ? `People, on the clocks of ${map.zone}` : `Percent of the people delivered in that hour, on the clocks of ${map.zone}; few people make wild figures: see how many under each cell`}
      side={
        <CsvButton
          name={`hours-${map.run ?? 'all'}`}
          rows={() => [
            ['simulated', 'zone', 'weekday', 'hour', 'delivered', 'clicked', 'replied', 'ordered'],
            ...map.cells.map((cell) => [String(map.simulated), map.zone, cell.weekday, cell.hour, cell.delivered, cell.clicked.count, cell.replied.count, cell.ordered.count]),
          ]}
        />
      }
      flush
    >
      <table className="table dense">
        <thead>
          <tr>
            <th scope="col">Hour</th>
            {HOURS.map((hour) => (
              <th scope="col" key={hour} style={{ textAlign: 'center' }}>
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {DAYS.map((day, index) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              {HOURS.map((hour) => {
                const cell = at(index + 1, hour);
                return cell ? (
                  <td key={hour} className="shaded" style={{ '--shade': most === 0 ? 0 : value(cell) / most } as CSSProperties} title={`${day} ${hour}:00: ${told(cell)}`}>
                    {text(cell)}
                  </td>
                ) : (
                  <td key={hour} className="shaded" title={`${day} ${hour}:00: no delivery with a time of its own`} />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
