import type { PageProps } from '../props';
export default function Stages(_: PageProps) {
  return null;
}
