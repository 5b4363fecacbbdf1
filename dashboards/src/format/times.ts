import dayjs from 'dayjs';
import relativeTime from 'dayjs/plugin/relativeTime';
import { NONE } from './numbers';

dayjs.extend(relativeTime);

export function ago(instant: string | null): string {
  return instant === null ? NONE : dayjs(instant).fromNow();
}

export function moment(instant: string | null, locale?: string): string {
  if (instant === null) {
    return NONE;
  }
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));
}

/** "2026-10" -> "October 2026". */
export function month(value: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${value}-01T00:00:00Z`));
}

/** 95 -> "1 min 35 s". Whole seconds; an hour and more drops them. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  if (hours > 0) {
    return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  }
  if (minutes > 0) {
    return whole % 60 > 0 ? `${minutes} min ${whole % 60} s` : `${minutes} min`;
  }
  return `${whole} s`;
}

export function between(start: string | null, end: string | null): string {
  return start === null || end === null ? NONE : duration((Date.parse(end) - Date.parse(start)) / 1000);
}
