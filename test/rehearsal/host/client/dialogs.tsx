/** Questions of the app and of controls (`context.navigation.openConfirmDialog` and its sisters). */
import { Fluent, React } from './platform.ts';

export interface Question {
  readonly title: string;
  readonly text: string;
  /** Null where there is nothing to decide. */
  readonly confirm: string | null;
  readonly answer: (yes: boolean) => void;
}

export function QuestionDialog({ question }: { readonly question: Question | null }) {
  if (question === null) return null;
  const { title, text, confirm, answer } = question;
  return (
    <Fluent.Dialog
      open
      modalType="alert"
      onOpenChange={(_event, { open }) => {
        if (!open) answer(false);
      }}
    >
      <Fluent.DialogSurface>
        <Fluent.DialogBody>
          <Fluent.DialogTitle>{title}</Fluent.DialogTitle>
          <Fluent.DialogContent>{text}</Fluent.DialogContent>
          <Fluent.DialogActions>
            <Fluent.Button
              appearance={confirm === null ? 'primary' : 'secondary'}
              onClick={() => {
                answer(false);
              }}
            >
              {confirm === null ? 'OK' : 'Cancel'}
            </Fluent.Button>
            {confirm === null ? null : (
              <Fluent.Button
                appearance="primary"
                onClick={() => {
                  answer(true);
                }}
              >
                {confirm}
              </Fluent.Button>
            )}
          </Fluent.DialogActions>
        </Fluent.DialogBody>
      </Fluent.DialogSurface>
    </Fluent.Dialog>
  );
}
