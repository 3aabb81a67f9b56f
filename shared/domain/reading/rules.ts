import { dateRules } from './date-rules.ts';
import { degreeRules } from './degree-rules.ts';
import { classificationRules, numberRules } from './number-rules.ts';
import { recipientRules } from './recipient-rules.ts';
import type { Rule } from './rule.ts';
import { senderRules } from './sender-rules.ts';
import { attachmentRules, subjectRules } from './subject-rules.ts';

/** Everything by which fields are found, each rule with the letter that it is for. */
export const rules: readonly Rule[] = [
  ...numberRules,
  ...dateRules,
  ...senderRules,
  ...subjectRules,
  ...degreeRules,
  ...recipientRules,
  ...attachmentRules,
  ...classificationRules,
];
