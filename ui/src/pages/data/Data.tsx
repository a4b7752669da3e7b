import type { PageProps } from '../props';
export default function Data(_: PageProps) {
  return null;
}
