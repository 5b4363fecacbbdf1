const CHANNELS: Record<string, string> = {
  email: 'Email',
  sms: 'SMS',
  viber: 'Viber',
  whatsapp: 'WhatsApp',
  telegram: 'Telegram',
  messenger: 'Messenger',
  rcs: 'RCS',
  apple: 'Apple Messages',
  line: 'LINE',
  viber_business: 'Viber Business',
  instagram: 'Instagram',
  push_app: 'App push',
  push_apple: 'Apple push',
  push_web: 'Browser push',
};

/** no_such_user, noSuchUser -> "No such user". A word the server invents tomorrow still reads well. */
export function sentence(word: string): string {
  const spaced = word
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** What a text says line by line; blank lines say nothing. */
export function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

export function channelName(channel: string | null): string {
  return channel === null ? 'Hold-out' : (CHANNELS[channel] ?? sentence(channel));
}

const REASONS: Record<string, string> = {
  holdout: 'Held out for comparison',
  not_sent: 'Not sent, says the tool that ran it',
  no_consent: 'No live consent',
  no_address: 'No address on this channel',
  suppressed: 'On the suppression list',
  capped: 'Frequency cap reached',
  invalid_address: 'The address is not valid',
  duplicate_address: 'Another person has the same address',
  provider_busy: 'The provider was busy',
  quiet_hours: 'Quiet hours',
  cancelled: 'Cancelled before sending',
  no_such_user: 'No such user on the channel',
  blocked: 'Blocked by the person',
  no_answer: 'No answer from the provider',
  fell_back: 'Moved on to the next channel',
  taken_back: 'Reached after all on an earlier channel',
  opted_out: 'Opted out',
  unreachable: 'Nobody to be reached at this address',
  refused: 'Refused by the provider',
  retries_exhausted: 'The provider stayed busy',
  missing_variable: 'A value that the message needs is missing',
  no_promo_code: 'The offer had ended, or no promo code was left',
  no_receipt: 'No receipt of a delivery in time',
};

export function reasonText(reason: string | null): string {
  return reason ? (REASONS[reason] ?? sentence(reason)) : 'No reason given';
}

const IMPORT_KINDS: Record<string, string> = {
  contacts: 'Contacts',
  consents: 'Consents',
  orders: 'Orders',
  'online-retail': 'Online retail data set',
  results: 'Results from another tool',
};

export function importKind(kind: string): string {
  return IMPORT_KINDS[kind] ?? sentence(kind);
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** A value of a dimension as a person says it; the server's own name for it goes first. */
export function valueName(dimension: string, value: string, label: string | null): string {
  if (label !== null) {
    return label;
  }
  if (dimension === 'channel') {
    return channelName(value === '' ? null : value);
  }
  if (value === '') {
    return ['hour', 'weekday', 'day'].includes(dimension) ? 'Never sent' : dimension === 'variant' ? 'Hold-out' : 'Unknown';
  }
  if (dimension === 'weekday') {
    return WEEKDAYS[Number(value) - 1] ?? value;
  }
  if (dimension === 'hour') {
    return `${value}:00`;
  }
  if (dimension === 'country') {
    return new Intl.DisplayNames(undefined, { type: 'region', fallback: 'code' }).of(value) ?? value;
  }
  if (dimension === 'language') {
    return new Intl.DisplayNames(undefined, { type: 'language', fallback: 'code' }).of(value) ?? value;
  }
  return value;
}
