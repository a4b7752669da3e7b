import { type Channel, MAX_CHANNELS } from './channels';

interface Props {
  readonly channels: readonly Channel[];
  /** It is known that the catalogue suggests none. */
  readonly lacking: boolean;
  readonly onChange: (channels: readonly Channel[]) => void;
}

/** By which channels customers are written to, and who agreed to it. */
export function ChannelForm({ channels, lacking, onChange }: Props) {
  const change = (at: number, part: Partial<Channel>) =>
    onChange(channels.map((each, place) => (place === at ? { ...each, ...part } : each)));
  return (
    <details class="channels" open={lacking || undefined}>
      <summary>Channels of the reach ({channels.length})</summary>
      <p class="hint">
        {lacking
          ? 'No attribute tells who agreed to be written to, such as “consent_email” or “sms_consent”. Write here how that is known.'
          : 'Who may be written to by each channel, as an expression. Kept in this browser.'}
      </p>
      <ul>
        {channels.map((channel, at) => (
          // By place: a name that is being typed must not move the focus.
          <li key={at}>
            <input
              class="field"
              aria-label={`Channel ${at + 1}: name`}
              maxLength={200}
              value={channel.name}
              onChange={(event) => change(at, { name: event.currentTarget.value })}
            />
            <input
              class="field channel-condition"
              aria-label={`Channel ${at + 1}: who agreed`}
              spellcheck={false}
              autocomplete="off"
              value={channel.expression}
              onChange={(event) => change(at, { expression: event.currentTarget.value })}
            />
            <button
              type="button"
              class="button quiet"
              onClick={() => onChange(channels.filter((_, place) => place !== at))}
            >
              Delete<span class="unseen"> channel {at + 1}</span>
            </button>
          </li>
        ))}
      </ul>
      {channels.length < MAX_CHANNELS && (
        <button
          type="button"
          class="button"
          onClick={() => onChange([...channels, { name: '', expression: '' }])}
        >
          Add a channel
        </button>
      )}
    </details>
  );
}
