import { SequenceOrder, type Step_Sequence } from '../api/wire';

const WORDS: Record<SequenceOrder, string> = {
  [SequenceOrder.UNSPECIFIED]: 'near',
  [SequenceOrder.FOLLOWED_BY]: 'followed by',
  [SequenceOrder.NOT_FOLLOWED_BY]: 'not followed by',
  [SequenceOrder.PRECEDED_BY]: 'preceded by',
  [SequenceOrder.NOT_PRECEDED_BY]: 'not preceded by',
};

/** A sequence in a clause, in brief; how far away and with what equal, the text tells, where it is edited. */
export function sequenceWords({ order, other }: Step_Sequence): string {
  return `${WORDS[order]} ${(other?.behaviours ?? []).join(' or ')} … (as text)`;
}
