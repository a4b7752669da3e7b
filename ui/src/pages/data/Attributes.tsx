import type { CoverageResponse } from '../../api/insightWords';
import { ValueType } from '../../api/wire';
import { Bar } from '../../charts/Bar';
import { fraction } from '../../shared/fraction';
import { dateAndTime } from '../../shared/dates';
import { counted, share } from '../../shared/numbers';

const TYPES: Record<ValueType, string> = {
  [ValueType.UNSPECIFIED]: '',
  [ValueType.KEYWORD]: 'keyword',
  [ValueType.TEXT]: 'text',
  [ValueType.SET]: 'set',
  [ValueType.BOOLEAN]: 'boolean',
  [ValueType.NUMBER]: 'number',
  [ValueType.DATE]: 'date',
  [ValueType.INSTANT]: 'instant',
  [ValueType.LOCATION]: 'location',
};

interface Props {
  readonly answer: CoverageResponse;
  /** The workspace's time zone. */
  readonly zone: string;
}

/** How many customers have each attribute, and when it was last written. */
export function Attributes({ answer, zone }: Props) {
  const { attributes, population } = answer;
  if (attributes.length === 0) return <p>No attribute is known.</p>;
  return (
    <div class="sheet-scroll" tabIndex={0} role="group" aria-label="Table of attributes">
      <table class="sheet-table">
        <caption class="unseen">Attributes and how many customers have a value</caption>
        <thead>
          <tr>
            <th scope="col">Attribute</th>
            <th scope="col">Type</th>
            <td />
            <th scope="col">Filled</th>
            <th scope="col">Customers</th>
            <th scope="col">Different values</th>
            <th scope="col">Last change</th>
          </tr>
        </thead>
        <tbody>
          {attributes.map(({ name, type, customers, distinctValues, lastChange }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{TYPES[type]}</td>
              <td class="data-bar">
                <Bar part={fraction(customers, population)} />
              </td>
              <td class="number">{share(customers, population)}</td>
              <td class="number">{counted(customers)}</td>
              <td class="number">{counted(distinctValues)}</td>
              <td class="number">{lastChange && dateAndTime(lastChange, zone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
