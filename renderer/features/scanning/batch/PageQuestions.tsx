import type { ReactNode } from 'react';
import type { BatchPage } from '../../../../shared/contract/batches.ts';
import { ActionButton } from '../../../app/ActionButton.tsx';
import { explain } from '../../../app/errors.ts';
import { useSay } from '../../../app/words.ts';
import { asksBlank } from './cells.ts';
import type { Edits } from './useEdits.ts';

interface PageQuestionsProps {
  sheet: BatchPage;
  pages: number[];
  books: { key: string; title: string }[];
  edits: Edits;
}

/** What is odd about a page, with the keys that answer it. Nothing is decided without a person. */
export function PageQuestions({ sheet, pages, books, edits }: PageQuestionsProps) {
  const say = useSay();
  const { page } = sheet;
  if (sheet.made) return null;
  if (sheet.deleted) return <Question text={say('batch:deletedText')} />;
  if (sheet.isSeparator) {
    return (
      <Question text={say('batch:separatorText')}>
        <select
          className="input"
          aria-label={say('batch:book')}
          value={sheet.book ?? ''}
          onChange={(event) =>
            edits.edit({ kind: 'separator', page, is: true, book: event.target.value || null })
          }
        >
          <option value="">{say('batch:noBook')}</option>
          {books.map(({ key, title }) => (
            <option key={key} value={key}>
              {title}
            </option>
          ))}
        </select>
        <ActionButton
          action="noSeparator"
          onRun={() => edits.edit({ kind: 'separator', page, is: false })}
        />
      </Question>
    );
  }
  return (
    <>
      {sheet.asks && (
        <Question alarm text={say('batch:asksText')}>
          <ActionButton
            action="isSeparator"
            onRun={() => edits.edit({ kind: 'separator', page, is: true })}
          />
          <ActionButton
            action="noSeparator"
            onRun={() => edits.edit({ kind: 'separator', page, is: false })}
          />
        </Question>
      )}
      {asksBlank(sheet) && (
        <Question text={say('batch:blankText')}>
          <ActionButton
            action="acceptBlank"
            onRun={() => edits.edit({ kind: 'accept-blank', pages })}
          />
        </Question>
      )}
      {sheet.repeats !== null && <Question alarm text={say('batch:repeatedText')} />}
      {sheet.cleaning === 'failed' && (
        <Question
          alarm
          text={`${say('batch:uncleanedText')} ${explain(say, { code: sheet.failure })}`}
        />
      )}
    </>
  );
}

interface QuestionProps {
  text: string;
  alarm?: boolean;
  children?: ReactNode;
}

function Question({ text, alarm = false, children }: QuestionProps) {
  return (
    <div className={alarm ? 'page-question alarm' : 'page-question'}>
      <span>{text}</span>
      {children && <div className="page-answers">{children}</div>}
    </div>
  );
}
